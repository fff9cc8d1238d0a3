import type { Socket } from 'socket.io'
import { userId, type UserId } from '#shared/models/ids.ts'
import type { LiveState } from '../../realtime/live-state.ts'
import { EVERYBODY } from '../../realtime/room-names.ts'
import { visitorOf } from '../../realtime/visitor.ts'
import type { QuirkMeans, QuirkParts } from './quirk.ts'

/** One flag for each person, set by whatever comes and taken away by whatever goes. */
export const presencePerSocket = ({ struck }: QuirkMeans): QuirkParts => ({
  liveState: (inner, publish) => {
    const online = new Set<UserId>()
    return {
      ...inner,
      presence: {
        ...inner.presence,
        online: () => [...online],
        arrive: (user) => {
          inner.presence.arrive(user)
          online.add(user)
          return true
        },
        leave: (user) => {
          online.delete(user)
          // Without a reason left, this says it itself.
          inner.presence.leave(user, 0)
          if (!inner.presence.online().includes(user)) return
          struck('offline', user)
          publish.broadcast('PRESENCE_UPDATE', EVERYBODY, { userId: user, status: 'offline' })
        },
      },
    }
  },
})

/** Somebody whose socket is gone before it was in its rooms comes online all the same, and stays it. */
export function ghostPresence({ struck }: QuirkMeans): QuirkParts {
  const entered = new WeakSet<Socket>()
  let haunt = (_user: UserId): void => undefined
  return {
    sockets: (io) => {
      io.on('connection', (socket) => {
        const user = userId.parse(visitorOf(socket).actor.userId)
        socket.once('disconnect', () => {
          if (!entered.has(socket)) haunt(user)
        })
      })
    },
    liveState: (inner, publish): LiveState => {
      haunt = (user) => {
        struck('online for good', user)
        if (!inner.presence.arrive(user)) return
        publish.broadcast('PRESENCE_UPDATE', EVERYBODY, { userId: user, status: 'online' })
      }
      return {
        ...inner,
        rooms: {
          ...inner.rooms,
          enter: (socket, groups) => {
            entered.add(socket)
            inner.rooms.enter(socket, groups)
          },
        },
      }
    },
  }
}
