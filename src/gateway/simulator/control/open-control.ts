import type net from 'node:net'
import { systemClock, type Clock } from '../../clock.ts'
import type { Log } from '../../log.ts'
import { LOOPBACK } from '../../loopback.ts'
import { createKeys } from './keys.ts'
import { openDoors } from './open-doors.ts'
import type { SimulationHost } from './simulation-host.ts'

export interface ControlOptions {
  /** 0 is any free port. */
  readonly port: number
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

export interface Control {
  readonly url: string
  readonly close: () => Promise<void>
}

interface Parts {
  readonly take: (connection: net.Socket) => void
  readonly close: () => Promise<void>
}

/** Everything behind the doors, loaded with the first call: a gateway's start waits for none of it. */
async function loadParts(options: ControlOptions, port: number, url: string): Promise<Parts> {
  const [{ createControlApp }, { createTenants }, { createSnapshotStore }] = await Promise.all([
    import('./control-app.ts'),
    import('./tenants.ts'),
    import('../snapshots/snapshot-store.ts'),
  ])
  const { host, log, version, inspectorRoot, realTime = systemClock } = options
  const snapshots = createSnapshotStore(options.snapshotDirectory)
  const { seed } = (await host.current()).simulation
  const tenants = createTenants({ seed, realTime, snapshots })
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
    keys: createKeys(options.token, realTime),
  })
  return {
    take: (connection) => {
      app.server.emit('connection', connection)
      connection.resume()
    },
    close: async () => {
      await app.close()
      await tenants.stop()
    },
  }
}

/**
 * Opens the control API on loopback addresses alone.
 * @throws PortError
 */
export async function openControl(options: ControlOptions): Promise<Control> {
  let parts: Promise<Parts> | undefined
  const doors = await openDoors(options.port, (connection) => {
    connection.on('error', () => connection.destroy())
    parts ??= loadParts(options, doors.port, url)
    parts.then(
      ({ take }) => {
        take(connection)
      },
      (error: unknown) => {
        options.log.error({ err: error }, 'the control API could not be loaded')
        connection.destroy()
      },
    )
  })
  const url = `http://${LOOPBACK}:${doors.port}`
  return {
    url,
    close: async () => {
      doors.close()
      await (await parts?.catch(() => undefined))?.close()
    },
  }
}
