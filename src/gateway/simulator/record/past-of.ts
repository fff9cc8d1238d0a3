import * as z from 'zod/mini'
import type { PastMessage } from '#shared/simulator/scenario-world.ts'
import { parseObject } from '../../database/json-column.ts'
import { given } from '../given.ts'
import type { WorldRows } from './read-rows.ts'
import type { Refs } from './refs.ts'
import { spanOf } from '../span.ts'
import type { Texts } from './texts.ts'

type Row = WorldRows['messages'][number]

export interface Describing {
  readonly rows: WorldRows
  readonly refs: Refs
  readonly texts: Texts
  /** The gateway's clock at the beginning. */
  readonly at: number
  /** References that messages have already, by id. */
  readonly named?: ReadonlyMap<string, string>
}

const attached = z.array(z.object({ filename: z.string(), contentType: z.string(), size: z.number() }))
const recorded = z.object({ voice: z.object({ durationMs: z.optional(z.number()) }) })
const forwarded = z.object({ forwardedMessage: z.object({ _id: z.optional(z.string()) }) })
const stuck = z.object({ stickerId: z.string() })
const named = z.object({ overrides: z.object({ username: z.string() }) })

/** Set by the gateway, or good for one delivery alone. */
const ownMembers: ReadonlySet<string> = new Set(['overrides', 'webhookName', 'clientNonce', 'sticker', 'voice'])
const UNTYPED_VOICE_MS = 1000

/** What a message carries beside its words, without what the gateway put there. */
export function carriedIn(payload: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> | undefined {
  const kept = Object.entries(payload).filter(([name]) => !ownMembers.has(name))
  return kept.length === 0 ? undefined : Object.fromEntries(kept)
}

/** Of a message that is shown again and is not there itself: its files lie nowhere else. */
export function withoutFiles(payload: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  const { forwardedMessage } = payload
  if (typeof forwardedMessage !== 'object') return payload
  return { ...payload, forwardedMessage: { ...forwardedMessage, attachments: [] } }
}

/** A stand-in of the same name and kind: what was in a file is in no recording. */
export function fileStandIn(file: { readonly filename: string; readonly contentType: string; readonly size: number }) {
  const { filename, contentType: type, size } = file
  return { name: filename.slice(0, 100), type, ...(type.startsWith('image/') ? {} : { text: `${size} bytes` }) }
}

type Payload = Readonly<Record<string, unknown>>

interface Kinds extends Describing {
  readonly row: Row
  readonly payload: Payload
  readonly refOf: (id: string) => string | undefined
}

const cardOf = ({ row, payload }: Kinds): Partial<PastMessage> => ({
  type: row.type,
  payload: withoutFiles(carriedIn(payload) ?? {}),
})

/** What is told of each kind of message beside its words. */
const kinds: Readonly<Record<string, (kinds: Kinds) => Partial<PastMessage>>> = {
  'message/default': ({ payload }) => given({ payload: carriedIn(payload) }),
  'message/voice': ({ payload }) => ({
    voice: spanOf(recorded.safeParse(payload).data?.voice.durationMs ?? UNTYPED_VOICE_MS),
  }),
  'message/sticker': ({ payload, refs }) =>
    given({ sticker: refs.of('sticker', stuck.safeParse(payload).data?.stickerId ?? '') }),
  'app/x-forward-card': (all) => {
    const forward = all.refOf(forwarded.safeParse(all.payload).data?.forwardedMessage._id ?? '')
    return forward === undefined ? cardOf(all) : { forward }
  },
}

function changesOf({ createdAt, editedAt, retractedAt }: Row): Partial<PastMessage> {
  const after = (time: string | null): string | undefined =>
    time === null ? undefined : spanOf(Date.parse(time) - Date.parse(createdAt))
  return given({
    editedAfter: after(editedAt),
    retractedAfter: after(retractedAt),
  })
}

function reactionsOf({ id }: Row, { refs }: Describing, byMessage: ReactionsByMessage): PastMessage['reactions'] {
  const chosen = new Map<string, string[]>()
  for (const { emoji, userId } of byMessage.get(id) ?? []) {
    const person = refs.of('person', userId)
    if (person !== undefined) chosen.set(emoji, [...(chosen.get(emoji) ?? []), person])
  }
  return chosen.size === 0 ? undefined : Object.fromEntries(chosen)
}

type ReactionsByMessage = ReadonlyMap<string, WorldRows['reactions']>

/** Messages that others name: replies, what is shown again, and up to where somebody has read. */
function namedIds({ messages, reads }: WorldRows): ReadonlySet<string> {
  const shown = messages.flatMap(({ type, payload }) =>
    type === 'app/x-forward-card' && payload !== null
      ? [forwarded.safeParse(parseObject(payload)).data?.forwardedMessage._id ?? '']
      : [],
  )
  const answered = messages.flatMap(({ referencedMessageId }) => referencedMessageId ?? [])
  return new Set([...shown, ...answered, ...reads.map(({ lastReadMessageId }) => lastReadMessageId)])
}

function webhookName({ webhookId }: Row, payload: Payload, { rows }: Describing): string | undefined {
  const as = named.safeParse(payload).data?.overrides.username
  const own = rows.webhooks.find(({ id }) => id === webhookId)?.name
  return webhookId === null || as === own ? undefined : as?.slice(0, 100)
}

interface Told extends Describing {
  readonly refOf: (id: string) => string | undefined
  readonly reactions: ReactionsByMessage
}

function filesOf({ attachments }: Row): PastMessage['files'] {
  const files = attached.parse(JSON.parse(attachments)).map(fileStandIn)
  return files.length === 0 ? undefined : files
}

/** What a message has beside where, by whom and when it was said. */
function detailsOf(row: Row, told: Told): Partial<PastMessage> {
  const { texts, refOf, reactions } = told
  const payload = parseObject(row.payload ?? '{}')
  return {
    text: texts.said(row.content ?? ''),
    ...given({
      ref: refOf(row.id),
      as: webhookName(row, payload, told),
      plainText: row.plainText === null ? undefined : texts.said(row.plainText),
      nonce: row.nonce ?? undefined,
      reply: refOf(row.referencedMessageId ?? ''),
      files: filesOf(row),
      reactions: reactionsOf(row, told, reactions),
    }),
    ...(kinds[row.type] ?? cardOf)({ ...told, row, payload }),
    ...changesOf(row),
  }
}

/** One message; none of what was said where or by whom nobody knows. */
function tell(row: Row, told: Told): PastMessage[] {
  const { refs, at } = told
  const channel = refs.of('channel', row.channelId)
  const by = refs.of('webhook', row.webhookId ?? '') ?? refs.of('person', row.authorId)
  if (channel === undefined || by === undefined) return []
  return [{ channel, by, ago: spanOf(at - Date.parse(row.createdAt)), ...detailsOf(row, told) }]
}

interface Past {
  readonly messages: readonly PastMessage[]
  readonly refOf: (id: string) => string | undefined
}

/** What was said, in the order it was, and the references that some of it has. */
export function pastOf(describing: Describing): Past {
  const { rows } = describing
  const wanted = namedIds(rows)
  const sorted = rows.messages.toSorted((a, b) => (a.id < b.id ? -1 : 1))
  const known = new Map(
    sorted.filter(({ id }) => wanted.has(id)).map(({ id }, index) => [id, `past-${index + 1}`] as const),
  )
  const refOf = (id: string): string | undefined => describing.named?.get(id) ?? known.get(id)
  const reactions = Map.groupBy(rows.reactions, ({ messageId }) => messageId)
  return { refOf, messages: sorted.flatMap((row) => tell(row, { ...describing, refOf, reactions })) }
}
