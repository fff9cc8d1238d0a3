import type { FastifyInstance } from 'fastify'
import { systemClock, type Clock } from '../../clock.ts'
import type { Log } from '../../log.ts'
import { createSnapshotStore } from '../snapshots/snapshot-store.ts'
import { createControlApp } from './control-app.ts'
import { createKeys } from './keys.ts'
import type { SimulationHost } from './simulation-host.ts'
import { createTenants } from './tenants.ts'

export interface ControlOptions {
  /** Opens it. */
  readonly token: string
  readonly host: SimulationHost
  readonly log: Log
  readonly version: string
  readonly inspectorRoot?: string | undefined
  /** Where snapshots are kept. */
  readonly snapshotDirectory: string
  /** For codes and leases, whatever the gateway's own clock does. */
  readonly realTime?: Clock
}

/** Where it is called: a port that is named in calls, and the address of the inspector's pages. */
interface Place {
  readonly port: number
  readonly url: string
}

export interface ControlParts {
  readonly app: FastifyInstance
  readonly close: () => Promise<void>
}

/** The control API, which listens nowhere itself. */
export async function createControl(options: ControlOptions, { port, url }: Place): Promise<ControlParts> {
  const { host, log, version, inspectorRoot, realTime = systemClock } = options
  const snapshots = createSnapshotStore(options.snapshotDirectory)
  const { seed } = (await host.current()).simulation
  const tenants = createTenants({ seed, realTime, snapshots })
  const keys = createKeys(options.token, realTime)
  const app = await createControlApp({
    host,
    log,
    realTime,
    version,
    inspectorRoot,
    port,
    url,
    tenants,
    snapshots,
    keys,
  })
  return {
    app,
    close: async () => {
      await app.close()
      await tenants.stop()
    },
  }
}
