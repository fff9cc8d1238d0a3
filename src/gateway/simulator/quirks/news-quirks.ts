import * as z from 'zod/mini'
import { changeOutgoing } from './change-outgoing.ts'
import type { QuirkMeans, QuirkParts } from './quirk.ts'

const ofServer = z.object({ serverId: z.string() })

/** What becomes of a channel is told to everybody in its server, whoever can view it. */
export const loudChannels = ({ struck }: QuirkMeans): QuirkParts => ({
  realtime: (realtime) =>
    changeOutgoing(realtime, (outgoing) => {
      if (outgoing.event !== 'CHANNEL_UPDATE' && outgoing.event !== 'CHANNEL_DELETE') return [outgoing]
      struck('to the whole server', outgoing.event)
      return [{ ...outgoing, audience: ofServer.parse(outgoing.payload).serverId }]
    }),
})

const ofMember = z.object({ serverId: z.string(), userId: z.string() })

/** Whose roles change hears of it twice. */
export const doubledPermissions = ({ struck }: QuirkMeans): QuirkParts => ({
  realtime: (realtime) =>
    changeOutgoing(realtime, (outgoing) => {
      const { data } =
        outgoing.event === 'PERMISSIONS_UPDATE' ? ofMember.safeParse(outgoing.payload) : { data: undefined }
      if (data === undefined) return [outgoing]
      struck('told twice', data.userId)
      return [data.serverId, data.userId].map((audience) => ({ ...outgoing, audience }))
    }),
})

const silent = [
  ['DELETE', '/api/servers/*/members/@me', 'MEMBER_LEAVE'],
  ['POST', '/api/servers/*/channels', 'CHANNEL_UPDATE'],
  ['POST', '/api/servers/*/channels', 'PERMISSIONS_UPDATE'],
  ['POST', '/api/servers/*/categories', 'PERMISSIONS_UPDATE'],
  ['PATCH', '/api/servers/*/roles/positions', 'PERMISSIONS_UPDATE'],
] as const

/** Nobody hears of a member who leaves, of a new channel or category, or of roles in another order. */
export const silentChanges = ({ isAskedBy, struck }: QuirkMeans): QuirkParts => ({
  realtime: (realtime) =>
    changeOutgoing(realtime, (outgoing) => {
      const isSilent = silent.some(([method, path, event]) => event === outgoing.event && isAskedBy(method, path))
      if (!isSilent) return [outgoing]
      struck('not told', outgoing.event)
      return []
    }),
})

/** The service a bot has left hears nothing of it, and none of a bot that is gone. */
export const oldServiceUnheard = ({ isAskedBy, struck }: QuirkMeans): QuirkParts => ({
  realtime: (realtime) => ({
    ...realtime,
    publish: {
      ...realtime.publish,
      broadcastToService: (serviceType, event, payload) => {
        if (payload.serviceType !== serviceType || isAskedBy('DELETE', '/api/users/@me/bots/*')) {
          struck('not told', serviceType)
          return
        }
        realtime.publish.broadcastToService(serviceType, event, payload)
      },
    },
  }),
})
