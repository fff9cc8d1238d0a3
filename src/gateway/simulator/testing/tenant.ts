import { findWebRoot } from '../../find-web-root.ts'
import type { GatewayOptions } from '../../gateway-options.ts'
import type { QuirkName } from '#shared/simulator/quirk-names.ts'
import { explain } from '../explain/explain.ts'
import { startSimulation, type Simulation } from '../simulation.ts'
import type { SnapshotData } from '../snapshots/snapshot-data.ts'
import { prepareRestored } from '../snapshots/start-restored.ts'
import { viewOf } from '../view/view-of.ts'
import { worldScenario } from '../world-scenario.ts'
import type { ActorConnection } from '../actors/actor-connection.ts'
import { startActor } from './actor.ts'
import type { Snapshot, Tenant, TenantOptions } from './api.ts'
import { assertClean } from './assert-clean.ts'
import { createLastingToken } from './lasting-token.ts'
import { pageOf } from './page-of.ts'
import { requestAs } from './request-as.ts'
import { createTestClock } from './test-clock.ts'
import { createTestEvents } from './test-events.ts'
import { createTestFaults } from './test-faults.ts'
import { untilIdle } from './until-idle.ts'
import { createUsers, type Users } from './users.ts'

/** What tests do not wait for: hashing as slow as it should be, and the way out to the internet. */
const TEST_GATEWAY = {
  port: 0,
  environment: {},
  passwordCost: { N: 16, r: 1, p: 1 },
  logLevel: 'error',
  previews: 'off',
} as const satisfies GatewayOptions

export interface StartOptions extends Omit<TenantOptions, 'snapshot' | 'seed' | 'quirks'> {
  readonly quirks?: readonly QuirkName[]
  readonly seed: number
  readonly data?: SnapshotData | undefined
  readonly gateway?: Omit<Partial<GatewayOptions>, 'taps'>
  /** How many have a token from the beginning. */
  readonly signedIn?: number
  /** Makes a snapshot of the tenant, as its simulator keeps them. */
  readonly snapshot?: (simulation: Simulation) => Promise<Snapshot>
}

export interface RunningTenant extends Tenant {
  readonly simulation: Simulation
}

function gatewayOptions({ dataDirectory, environment, web, gateway = {} }: StartOptions): GatewayOptions {
  const webRoot = web === false ? undefined : findWebRoot()
  return {
    ...TEST_GATEWAY,
    ...(environment === undefined ? {} : { environment }),
    ...(dataDirectory === undefined ? {} : { dataDirectory }),
    ...(webRoot === undefined ? {} : { webRoot }),
    ...gateway,
  }
}

/** Whoever starts from a snapshot begins with nothing but it. */
async function startFrom(options: StartOptions): Promise<Simulation> {
  const { world, scenario = 'two-friends', seed, clock = 'real', quirks = [], data } = options
  // What is found is kept by the referee itself.
  const referee = options.strict === true ? { onFinding: () => undefined } : {}
  const common = { seed, clock, quirks, ...referee, gateway: gatewayOptions(options) }
  if (data !== undefined) return (await prepareRestored(data))(common)
  const own = world === undefined ? {} : { own: worldScenario(world), scenario: 'own' }
  return startSimulation({ scenario, ...own, ...common })
}

interface Parts {
  readonly simulation: Simulation
  readonly users: Users
  readonly options: StartOptions
  readonly stop: () => Promise<void>
  readonly actors: Set<ActorConnection>
}

function callAs({ simulation: { gateway, names }, users }: Parts): Tenant['call'] {
  const tokens = new Map<string, () => Promise<string>>()
  // oxlint-disable-next-line max-params -- it reads as the first line of a request does
  return async (user, method, path, body) => {
    const id = names.personId(user)
    const token = tokens.get(id) ?? createLastingToken(gateway.parts.clock, () => users.signIn(id))
    tokens.set(id, token)
    return requestAs({ url: gateway.url, token: await token(), method, path, body })
  }
}

function assemble(parts: Parts): RunningTenant {
  const { simulation, users, options, stop, actors } = parts
  const { gateway, names } = simulation
  return {
    simulation,
    url: gateway.url,
    webUrl: gateway.webUrl,
    seed: simulation.seed,
    users: users.all,
    signIn: users.signIn,
    actor: async (user) => {
      const { actor, connection } = await startActor({ simulation, user, signIn: users.signIn })
      actors.add(connection)
      return actor
    },
    call: callAs(parts),
    channel: names.channelId,
    pageOf: (channel) => pageOf(simulation, channel),
    faults: createTestFaults(simulation),
    clock: createTestClock(simulation),
    events: createTestEvents(simulation),
    untilIdle: () => untilIdle(simulation, actors),
    viewOf: async (user) => viewOf(gateway, names.personId(user)),
    explain: (user, message) => explain(simulation, { user, message }),
    snapshot: async () => {
      if (options.snapshot === undefined) throw new Error('This tenant has no simulator that keeps snapshots')
      return options.snapshot(simulation)
    },
    assertClean: () => assertClean(parts),
    stop,
    [Symbol.asyncDispose]: stop,
  }
}

/** @throws ScenarioError, and what startGateway throws */
export async function startTenant(options: StartOptions): Promise<RunningTenant> {
  const actors = new Set<ActorConnection>()
  let running: Simulation | undefined
  async function end(): Promise<void> {
    for (const actor of actors) actor.close()
    // What is held is let go: a stop waits for requests that are being handled.
    running?.faults.clear()
    await running?.stop()
  }
  try {
    const simulation = await startFrom(options)
    running = simulation
    const users = await createUsers(simulation, options.signedIn)
    let ending: Promise<void> | undefined
    const tenant = assemble({ simulation, users, options, actors, stop: () => (ending ??= end()) })
    for (const fault of options.faults ?? []) await tenant.faults.add(fault)
    return tenant
  } catch (error) {
    await end()
    throw error
  }
}
