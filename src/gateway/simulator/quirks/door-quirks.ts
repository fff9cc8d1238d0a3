import type { Namespace, Socket } from 'socket.io'
import { SERVICES_NAMESPACE } from '../../realtime/room-names.ts'
import type { QuirkMeans, QuirkParts } from './quirk.ts'

/** Signing out, a new password and a new token of a bot leave sockets as they are. */
export const keptSockets = ({ struck }: QuirkMeans): QuirkParts => ({
  realtime: (realtime) => ({
    ...realtime,
    sockets: {
      ...realtime.sockets,
      endSession: () => {
        struck('not ended', 'sockets of a session')
      },
      endUser: (user) => {
        struck('not ended', `sockets of ${user}`)
      },
    },
  }),
})

/** A socket is opened from any page, with the browser's cookies. */
export const openOrigins = (): QuirkParts => ({
  http: (app) => {
    app.server.prependListener('upgrade', ({ headers }) => {
      delete headers.origin
      delete headers['sec-fetch-site']
    })
  },
})

/** The service type as it was sent, where that is not how it is known. */
function rawTypeOf({ handshake }: Socket): string | undefined {
  const { serviceType } = handshake.auth as { readonly serviceType?: unknown }
  return typeof serviceType === 'string' && serviceType !== serviceType.trim() ? serviceType : undefined
}

/** A service whose type was sent with blanks around it stands in a room of that name, where nobody speaks. */
export const untrimmedServices = ({ struck }: QuirkMeans): QuirkParts => ({
  sockets: (io) => {
    io.on('new_namespace', (namespace: Namespace) => {
      if (namespace.name !== SERVICES_NAMESPACE) return
      const raw = new WeakMap<Socket, string>()
      namespace.use((socket, next) => {
        const type = rawTypeOf(socket)
        if (type !== undefined) raw.set(socket, type)
        next()
      })
      namespace.on('connection', (socket) => {
        const type = raw.get(socket)
        if (type === undefined) return
        struck('another room', type)
        // Once the gateway has put it where it belongs.
        setImmediate(() => {
          void socket.leave(type.trim())
          void socket.join(type)
        })
      })
    })
  },
})
