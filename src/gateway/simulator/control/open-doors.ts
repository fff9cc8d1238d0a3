import net from 'node:net'
import { PortError } from '../../listen.ts'
import { LOOPBACK } from '../../loopback.ts'

interface Doors {
  readonly port: number
  readonly close: () => void
}

type Take = (connection: net.Socket) => void

const PORT_TRIES = 20

const codeOf = (error: unknown): unknown => (error instanceof Error && 'code' in error ? error.code : undefined)

function openDoor(options: net.ListenOptions, take: Take): Promise<net.Server> {
  // Nothing is read before somebody is there who understands it.
  const door = net.createServer({ allowHalfOpen: true, noDelay: true, pauseOnConnect: true }, take)
  return new Promise((resolve, reject) => {
    door.once('error', reject)
    door.listen(options, () => {
      resolve(door)
    })
  })
}

function portOf(door: net.Server): number {
  const address = door.address()
  if (address === null || typeof address === 'string') throw new Error('The door has no port')
  return address.port
}

async function openBoth(port: number, take: Take): Promise<readonly [net.Server, ...net.Server[]]> {
  const door = await openDoor({ host: LOOPBACK, port }, take)
  try {
    return [door, await openDoor({ host: '::1', port: portOf(door), ipv6Only: true }, take)]
  } catch (error) {
    // A machine without IPv6 is served all the same.
    if (codeOf(error) !== 'EADDRINUSE') return [door]
    door.close()
    throw error
  }
}

async function openAnyhow(port: number, take: Take): Promise<readonly [net.Server, ...net.Server[]]> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await openBoth(port, take)
    } catch (error) {
      if (port === 0 && codeOf(error) === 'EADDRINUSE' && tries < PORT_TRIES) continue
      const known = error instanceof Error && ['EADDRINUSE', 'EACCES'].includes(String(codeOf(error)))
      throw known ? new PortError(port, error, '--control-port') : error
    }
  }
}

/**
 * Both loopback addresses on one port, and no other; 0 is any free one.
 * @throws PortError
 */
export async function openDoors(port: number, take: Take): Promise<Doors> {
  const connections = new Set<net.Socket>()
  const doors = await openAnyhow(port, (connection) => {
    connections.add(connection)
    connection.once('close', () => connections.delete(connection))
    take(connection)
  })
  return {
    port: portOf(doors[0]),
    close: () => {
      for (const door of doors) door.close()
      for (const connection of connections) connection.destroy()
    },
  }
}
