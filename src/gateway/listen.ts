import net from 'node:net'
import type { FastifyInstance } from 'fastify'

/** The port is taken by another program, or may not be taken by this one. */
export class PortError extends Error {
  readonly port: number

  constructor(port: number, cause: Error) {
    const denied = 'code' in cause && cause.code === 'EACCES'
    super(denied ? `Port ${port} may not be used by this account` : `Port ${port} is already in use`, { cause })
    this.name = 'PortError'
    this.port = port
  }
}

export interface Listening {
  readonly port: number
  readonly close: () => Promise<void>
}

const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : ''

function portError(port: number, error: unknown): unknown {
  const known = error instanceof Error && ['EADDRINUSE', 'EACCES'].includes(codeOf(error))
  return known ? new PortError(port, error) : error
}

/** IPv6 loopback feeds the same server: `localhost` means either, depending on who asks. */
function listenOnIpv6(app: FastifyInstance, port: number): Promise<net.Server | undefined> {
  const door = net.createServer((connection) => {
    app.server.emit('connection', connection)
  })
  return new Promise((resolve, reject) => {
    door.once('error', (error) => {
      if (codeOf(error) === 'EADDRINUSE') reject(error)
      // A machine without IPv6 is served all the same.
      else resolve(undefined)
    })
    door.listen({ host: '::1', port, ipv6Only: true }, () => {
      resolve(door)
    })
  })
}

async function listenOnIpv4(app: FastifyInstance, host: string, port: number): Promise<number> {
  await app.listen({ host, port })
  const address = app.server.address()
  if (address === null || typeof address === 'string') throw new Error('The server has no port')
  return address.port
}

/**
 * Opens the door: the given host, and for 127.0.0.1 the same port on ::1. Port 0 is any free one.
 * @throws PortError where the port is taken
 */
export async function listen(app: FastifyInstance, host: string, port: number): Promise<Listening> {
  try {
    const actual = await listenOnIpv4(app, host, port)
    const second = host === '127.0.0.1' ? await listenOnIpv6(app, actual) : undefined
    return {
      port: actual,
      close: async () => {
        second?.close()
        await app.close()
      },
    }
  } catch (error) {
    throw portError(port, error)
  }
}
