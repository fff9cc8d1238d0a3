import { randomUUID } from 'node:crypto'
import type * as z from 'zod/mini'
import type { tenantBody, TenantState } from '#shared/simulator/control.ts'
import type { Clock } from '../../clock.ts'
import { startSimulation, type Simulation, type SimulationOptions } from '../simulation.ts'
import type { SnapshotStore } from '../snapshots/snapshot-store.ts'
import { prepareRestored } from '../snapshots/start-restored.ts'
import { Refusal } from './refusal.ts'
import { runningOf, stopFreely, type Running } from './simulation-host.ts'

type Wish = z.infer<typeof tenantBody>

/** Gateways of their own in one process, each for as long as somebody wants it. */
export interface Tenants {
  /** @throws ScenarioError, Refusal */
  readonly create: (wish: Wish) => Promise<TenantState>
  readonly list: () => readonly Omit<TenantState, 'users'>[]
  /** @throws Refusal where there is none */
  readonly find: (id: string) => Running
  readonly renew: (id: string) => void
  readonly end: (id: string) => Promise<void>
  readonly stop: () => Promise<void>
}

interface Tenant {
  readonly running: Running
  readonly shown: Omit<TenantState, 'users'>
  readonly lease: Lease
}

interface Lease {
  readonly renew: () => void
  readonly stop: () => void
}

function createLease(realTime: Clock, ms: number, onEnd: () => void): Lease {
  let callOff = realTime.after(ms, onEnd)
  return {
    renew: () => {
      callOff()
      callOff = realTime.after(ms, onEnd)
    },
    stop: () => {
      callOff()
    },
  }
}

const LEASE_SECONDS = 30
const LIMIT = 64
/** Nobody signs in to a tenant with a password that has to withstand anything. */
const CHEAP_PASSWORDS = { N: 16, r: 1, p: 1 }

async function usersOf({ gateway, names }: Simulation): Promise<TenantState['users']> {
  const { database, sessions } = gateway.parts
  const rows = await database.reader.selectFrom('user').select('id').orderBy('id').execute()
  const users: TenantState['users'] = {}
  for (const { id } of rows) users[names.of(id)] = { id, token: (await sessions.begin(id, false)).accessToken }
  return users
}

interface TenantsOptions {
  /** Of those that name none. */
  readonly seed: number
  /** Leases run on it, or what a test has for it: a tenant whose own clock stands must end all the same. */
  readonly realTime: Clock
  readonly snapshots: SnapshotStore
}

/** Most tenants are started by name. */
async function scenarioOf({ scenario = 'empty' }: Wish): Promise<Pick<SimulationOptions, 'scenario' | 'own'>> {
  if (typeof scenario === 'string') return { scenario }
  const { inlineScenario } = await import('../scenario/inline-scenario.ts')
  return { scenario: scenario.name, own: inlineScenario(scenario) }
}

async function startTenant(wish: Wish, { seed: defaultSeed, snapshots }: TenantsOptions): Promise<Simulation> {
  const { scenario, snapshot, seed, clock, strict } = wish
  if (scenario !== undefined && snapshot !== undefined) {
    throw new Refusal(400, 'A tenant begins with a scenario or with a snapshot, not with both')
  }
  const quiet = { environment: {}, passwordCost: CHEAP_PASSWORDS, logLevel: 'error', previews: 'off' } as const
  const referee = strict === true ? { onFinding: () => undefined } : {}
  const common = { ...referee, records: true, gateway: { port: 0, ...quiet } }
  if (snapshot === undefined) {
    return startSimulation({
      ...(await scenarioOf(wish)),
      seed: seed ?? defaultSeed,
      clock: clock ?? 'real',
      ...common,
    })
  }
  const startRestored = await prepareRestored(await snapshots.read(snapshot))
  return startRestored({
    ...(clock === undefined ? {} : { clock }),
    ...(seed === undefined ? {} : { seed }),
    ...common,
  })
}

export function createTenants(options: TenantsOptions): Tenants {
  const tenants = new Map<string, Tenant>()
  let starting = 0

  function tenant(id: string): Tenant {
    const known = tenants.get(id)
    if (known === undefined) throw new Refusal(404, 'There is no such tenant, or its lease has ended')
    return known
  }

  async function end(id: string): Promise<void> {
    const { running, lease } = tenant(id)
    lease.stop()
    tenants.delete(id)
    await stopFreely(running)
  }

  function begin(simulation: Simulation, leaseSeconds: number): Tenant {
    const id = randomUUID()
    const { scenario, seed, gateway } = simulation
    const shown = { id, scenario, seed, url: gateway.url, webUrl: gateway.webUrl, leaseSeconds }
    const lease = createLease(options.realTime, leaseSeconds * 1000, () => void end(id))
    const begun = { running: runningOf(simulation, 1), shown, lease }
    tenants.set(id, begun)
    return begun
  }

  async function create(wish: Wish): Promise<TenantState> {
    if (tenants.size + starting >= LIMIT) throw new Refusal(429, `There are ${LIMIT} tenants already: end some`)
    starting += 1
    try {
      const simulation = await startTenant(wish, options)
      const users = await usersOf(simulation)
      return { ...begin(simulation, wish.leaseSeconds ?? LEASE_SECONDS).shown, users }
    } finally {
      starting -= 1
    }
  }

  return {
    create,
    list: () => [...tenants.values()].map(({ shown }) => shown),
    find: (id) => tenant(id).running,
    renew: (id) => {
      tenant(id).lease.renew()
    },
    end,
    stop: async () => {
      await Promise.all([...tenants.keys()].map(end))
    },
  }
}
