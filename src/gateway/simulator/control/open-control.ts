import { LOOPBACK } from '../../loopback.ts'
import type { ControlOptions, ControlParts } from './create-control.ts'
import { openDoors } from './open-doors.ts'

interface ListeningOptions extends ControlOptions {
  /** 0 is any free port. */
  readonly port: number
}

export interface Control {
  readonly url: string
  readonly close: () => Promise<void>
}

/**
 * Opens the control API on loopback addresses alone.
 * @throws PortError
 */
export async function openControl(options: ListeningOptions): Promise<Control> {
  let parts: Promise<ControlParts> | undefined
  const doors = await openDoors(options.port, (connection) => {
    connection.on('error', () => connection.destroy())
    // Loaded with the first call: a gateway's start waits for none of it.
    parts ??= import('./create-control.ts').then(({ createControl }) =>
      createControl(options, { port: doors.port, url }),
    )
    parts.then(
      ({ app }) => {
        app.server.emit('connection', connection)
        connection.resume()
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
