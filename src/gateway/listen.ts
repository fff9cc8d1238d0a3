import net from 'node:net'
import type { FastifyInstance } from 'fastify'

/** The port is taken by another program, or may not be taken by this one. */
export class PortError extends Error {
  readonly port: number
  /** The option that chooses it. */
  readonly option: string

  constructor(port: number, cause: Error, option = '--port') {
    const denied = 'code' in cause && cause.code === 'EACCES'
    super(denied ? `Port ${port} may not be used by this account` : `Port ${port} is already in use`, { cause })
    this.name = 'PortError'
    this.port = port
    this.option = option
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

/** IPv6 loopback feeds the same server: `localhost` means either, depending on who asks. Undefined without IPv6. */
function openIpv6(app: FastifyInstance, port: number): Promise<net.Server | undefined> {
  // As an HTTP server's own sockets are: a client may close its half and still wait for the answer.
  const door = net.createServer({ allowHalfOpen: true, noDelay: true }, (connection) => {
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

function portOf(server: net.Server): number {
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('The server has no port')
  return address.port
}

interface Doors {
  readonly port: number
  readonly ipv6: net.Server | undefined
}

/** Both loopback addresses on one port. IPv6 goes first: a Fastify that listens cannot be moved to another port. */
async function listenOnLoopback(app: FastifyInstance, port: number): Promise<Doors> {
  const ipv6 = await openIpv6(app, port)
  try {
    await app.listen({ host: '127.0.0.1', port: ipv6 === undefined ? port : portOf(ipv6) })
    return { port: portOf(app.server), ipv6 }
  } catch (error) {
    ipv6?.close()
    throw error
  }
}

const PORT_TRIES = 20

/** Any free port is one that is free on both addresses, which the system does not promise. */
async function listenOnFreePort(app: FastifyInstance): Promise<Doors> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await listenOnLoopback(app, 0)
    } catch (error) {
      if (codeOf(error) !== 'EADDRINUSE' || tries === PORT_TRIES) throw error
    }
  }
}

async function openDoors(app: FastifyInstance, host: string, port: number): Promise<Doors> {
  if (host === '127.0.0.1' || host === 'localhost') {
    return port === 0 ? listenOnFreePort(app) : listenOnLoopback(app, port)
  }
  await app.listen({ host, port })
  return { port: portOf(app.server), ipv6: undefined }
}

/**
 * Opens the doors: the given host, and for the IPv4 loopback address the same port on ::1. Port 0 is any free one.
 * @throws PortError where the port is taken
 */
export async function listen(app: FastifyInstance, host: string, port: number): Promise<Listening> {
  await app.ready()
  try {
    const doors = await openDoors(app, host, port)
    return {
      port: doors.port,
      close: async () => {
        doors.ipv6?.close()
        await app.close()
      },
    }
  } catch (error) {
    throw portError(port, error)
  }
}
