import { randomInt } from 'node:crypto'
import { parseQuirks } from '#shared/simulator/quirk-names.ts'
import type { SnapshotData } from '../snapshots/snapshot-data.ts'
import { readSnapshot, writeSnapshot } from '../snapshots/snapshot-file.ts'
import { takeSnapshot } from '../snapshots/take-snapshot.ts'
import type { SimulatorDoor, Snapshot, Tenant, TenantOptions } from './api.ts'
import { startTenant } from './tenant.ts'

const SEEDS = 2 ** 31

function seedFromEnvironment(): number | undefined {
  const text = process.env['MEW_SEED']
  if (text === undefined || text === '') return undefined
  const seed = Number(text)
  if (!Number.isSafeInteger(seed)) throw new Error(`MEW_SEED is "${text}", and a seed is a whole number`)
  return seed
}

/** What stands in a snapshot is the simulator's own; whoever has one hands it back. */
const contents = new WeakMap<Snapshot, SnapshotData>()

function asSnapshot(data: SnapshotData): Snapshot {
  const snapshot: Snapshot = {
    seed: data.seed,
    at: data.at,
    save: (directory, name) => writeSnapshot(directory, name, data),
  }
  contents.set(snapshot, data)
  return snapshot
}

function dataOf(snapshot: Snapshot): SnapshotData {
  const data = contents.get(snapshot)
  if (data === undefined) throw new Error('That is no snapshot: gw.snapshot() and sim.loadSnapshot() make them')
  return data
}

/** Gateways for tests, each whole and by itself. */
export const Simulator: SimulatorDoor = {
  start: async ({ seed: wanted } = {}) => {
    const seed = await Promise.resolve(wanted ?? seedFromEnvironment() ?? randomInt(SEEDS))
    const tenants = new Set<Tenant>()

    async function begin({ snapshot, quirks = [], ...options }: TenantOptions): Promise<Tenant> {
      const data = snapshot && dataOf(snapshot)
      const tenant = await startTenant({
        ...options,
        data,
        quirks: parseQuirks(quirks.join(',')),
        seed: options.seed ?? data?.seed ?? seed,
        snapshot: async (simulation) => asSnapshot(await takeSnapshot(simulation)),
      })
      const stop = async (): Promise<void> => {
        tenants.delete(tenant)
        await tenant.stop()
      }
      tenants.add(tenant)
      return { ...tenant, stop, [Symbol.asyncDispose]: stop }
    }

    return {
      seed,
      tenant: (options) => begin(options ?? {}),
      loadSnapshot: async (directory, name) => asSnapshot(await readSnapshot(directory, name)),
      [Symbol.asyncDispose]: async () => {
        await Promise.all([...tenants].map((tenant) => tenant.stop()))
      },
    }
  },
}
