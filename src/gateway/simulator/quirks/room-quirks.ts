import type { Realtime } from '../../realtime/socket-server.ts'
import type { RoomPlan } from '../../realtime/rooms.ts'
import type { QuirkMeans, QuirkParts } from './quirk.ts'

/** Every change of rooms is made as `change` says. */
const changeRooms = (change: (plan: RoomPlan) => RoomPlan): QuirkParts => ({
  realtime: (realtime): Realtime => {
    const { rooms } = realtime
    return {
      ...realtime,
      rooms: {
        plan: async (reader, users) => change(await rooms.plan(reader, users)),
        planServer: async (reader, server) => change(await rooms.planServer(reader, server)),
      },
    }
  },
})

const nothing: RoomPlan = { apply: () => undefined }

const ROLES = '/api/servers/*/roles'
const forgotten = [
  ['POST', ROLES],
  ['PATCH', `${ROLES}/*`],
  ['DELETE', `${ROLES}/*`],
  ['POST', '/api/servers'],
  ['DELETE', '/api/servers/*'],
  ['DELETE', '/api/servers/*/channels/*'],
  ['DELETE', '/api/channels/*'],
] as const

/** Nobody is moved by a change of roles, or when a server comes or goes, or a channel goes. */
export const staleRooms = ({ isAskedBy, struck }: QuirkMeans): QuirkParts =>
  changeRooms((plan) => {
    const route = forgotten.find(([method, path]) => isAskedBy(method, path))
    if (route === undefined) return plan
    struck('nobody is moved', route.join(' '))
    return nothing
  })

const joining = [
  ['POST', '/api/invites/*'],
  ['POST', '/api/servers/*/bots/*'],
] as const

/** Whoever joins is moved only after the others were told. */
export const lateJoiner = ({ isAskedBy, struck }: QuirkMeans): QuirkParts =>
  changeRooms((plan) => {
    const route = joining.find(([method, path]) => isAskedBy(method, path))
    if (route === undefined) return plan
    return {
      apply: () => {
        struck('moved late', route.join(' '))
        setImmediate(plan.apply)
      },
    }
  })

const OVERLAP_MS = 50

/** Changes are made some time later; of two that overlap the older one is made last. */
export function staleRefresh({ clock, struck }: QuirkMeans): QuirkParts {
  let waiting: (() => void) | undefined

  return changeRooms((plan) => ({
    apply: () => {
      const older = waiting
      waiting = undefined
      if (older !== undefined) {
        struck('the older change is made last', 'rooms')
        plan.apply()
        older()
        return
      }
      const own = plan.apply
      waiting = own
      clock.after(OVERLAP_MS, () => {
        if (waiting !== own) return
        waiting = undefined
        own()
      })
    },
  }))
}

const DIRECT_LATE_MS = 100

/** What changes a direct message goes to the channel's room, which both people enter only some time after it was made. */
export function directChannelRoom({ clock, isAskedBy, struck }: QuirkMeans): QuirkParts['realtime'] {
  const late = changeRooms((plan) =>
    isAskedBy('POST', '/api/users/@me/channels')
      ? {
          apply: () => {
            struck('the room is entered late', 'direct messages')
            clock.after(DIRECT_LATE_MS, plan.apply)
          },
        }
      : plan,
  )
  return late.realtime
}
