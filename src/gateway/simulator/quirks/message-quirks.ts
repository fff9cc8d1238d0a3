import * as z from 'zod/mini'
import { message, type Message } from '#shared/models/message.ts'
import { findAddress } from '../../features/previews/find-address.ts'
import type { Audience } from '../../realtime/publish.ts'
import type { Realtime } from '../../realtime/socket-server.ts'
import { changeOutgoing, sendBy, type Outgoing } from './change-outgoing.ts'
import type { QuirkMeans, QuirkParts } from './quirk.ts'
import { directChannelRoom } from './room-quirks.ts'

const changes: ReadonlySet<string> = new Set(['MESSAGE_UPDATE', 'MESSAGE_REACTION_ADD', 'MESSAGE_REACTION_REMOVE'])

const messageOf = ({ payload }: Outgoing): Message | undefined => message.safeParse(payload).data

const REMEMBERED = 1_000

/** The newest of what is kept, by key. */
function createMemory<Kept>(): Map<string, Kept> & { readonly keep: (key: string, kept: Kept) => void } {
  const memory = new Map<string, Kept>()
  const keep = (key: string, kept: Kept): void => {
    memory.set(key, kept)
    const [oldest] = memory.keys()
    if (memory.size > REMEMBERED && oldest !== undefined) memory.delete(oldest)
  }
  return Object.assign(memory, { keep })
}

/** A preview is looked up for so long at most, and so soon after a change the late one comes. */
const LOOKED_UP_MS = 3_000
const LATE_MS = 200

interface Linked {
  readonly audience: Audience
  readonly original: Message
  readonly address: string
  readonly until: number
}

/** After a message with a link was changed at once, its preview comes with the text of before. */
export function staleEmbed({ clock, struck }: QuirkMeans): QuirkParts {
  const linked = createMemory<Linked>()

  function overtake(realtime: Realtime, { audience, original, address }: Linked): void {
    const embeds = [{ url: address, title: address, mediaType: 'website', contentType: 'text/html' }]
    struck('the preview brings the old text', original._id)
    sendBy(realtime.publish)('MESSAGE_UPDATE', audience, {
      ...original,
      payload: { ...original.payload, embeds },
    })
  }

  return {
    realtime: (realtime) =>
      changeOutgoing(realtime, (outgoing) => {
        const sent = messageOf(outgoing)
        if (sent === undefined) return [outgoing]
        const known = linked.get(sent._id)
        const address = findAddress(sent.content ?? '')
        if (outgoing.event === 'MESSAGE_CREATE' && address !== undefined) {
          const until = clock.now() + LOOKED_UP_MS
          linked.keep(sent._id, { audience: outgoing.audience, original: sent, address, until })
        }
        if (outgoing.event !== 'MESSAGE_UPDATE' || known === undefined) return [outgoing]
        linked.delete(sent._id)
        if (sent.payload?.['embeds'] === undefined && clock.now() < known.until) {
          clock.after(LATE_MS, () => {
            overtake(realtime, known)
          })
        }
        return [outgoing]
      }),
  }
}

/** A retracted recording still says what was said in it. */
export function transcriptStays({ struck }: QuirkMeans): QuirkParts {
  const spoken = createMemory<string>()
  return {
    realtime: (realtime) =>
      changeOutgoing(realtime, (outgoing) => {
        const sent = messageOf(outgoing)
        if (sent === undefined) return [outgoing]
        if (sent.plainText !== undefined) spoken.keep(sent._id, sent.plainText)
        const plainText = spoken.get(sent._id)
        if (sent.retractedAt === undefined || plainText === undefined) return [outgoing]
        struck('the transcript stays', sent._id)
        return [{ ...outgoing, payload: { ...sent, plainText } }]
      }),
  }
}

const byRequest = [
  ['PATCH', '/api/channels/*/messages/*'],
  ['DELETE', '/api/channels/*/messages/*'],
  ['PUT', '/api/channels/*/messages/*/reactions/**'],
  ['DELETE', '/api/channels/*/messages/*/reactions/**'],
] as const

/** Edits, retractions and reactions of direct messages go to the channel's room, not to both people. */
export function dmChannelRoom(means: QuirkMeans): QuirkParts {
  const enterLate = directChannelRoom(means)
  return {
    realtime: (realtime) =>
      changeOutgoing(enterLate?.(realtime) ?? realtime, (outgoing) => {
        const sent = changes.has(outgoing.event) ? messageOf(outgoing) : undefined
        const isMoved = byRequest.some(([method, path]) => means.isAskedBy(method, path))
        if (sent === undefined || sent.serverId !== undefined || !isMoved) return [outgoing]
        means.struck('to the room of the channel', sent._id)
        return [{ ...outgoing, audience: sent.channelId }]
      }),
  }
}

const direct = z.object({ recipients: z.array(z.object({ _id: z.string() })) })

/** Of a new direct message only the other one is told. */
export const dmForOtherOnly = ({ struck }: QuirkMeans): QuirkParts => ({
  realtime: (realtime) =>
    changeOutgoing(realtime, (outgoing) => {
      if (outgoing.event !== 'DM_CHANNEL_CREATE') return [outgoing]
      const [opener] = direct.parse(outgoing.payload).recipients
      if (outgoing.audience !== opener?._id) return [outgoing]
      struck('not told', opener._id)
      return []
    }),
})
