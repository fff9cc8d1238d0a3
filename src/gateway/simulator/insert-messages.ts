import type { Clock } from '../clock.ts'
import { storeMessages } from '../database/stored-messages.ts'
import type { MessageTable, Schema } from '../database/schema.ts'
import type { Allocator, Stamp } from '../features/messages/allocator.ts'
import { messageForm, type Before } from './message-form.ts'
import { resolve, type WorldContext } from './world-context.ts'
import { ScenarioError } from './scenarios.ts'
import type { MessageSpec } from './world-spec.ts'

const iso = (at: number): string => new Date(at).toISOString()

/** Puts the ids of people where a text names them by reference. */
function withMentions({ ids }: WorldContext, content: string): { content: string; mentions: string[] } {
  if (!content.includes('<@')) return { content, mentions: [] }
  const mentions = new Set<string>()
  const text = content.replaceAll(/<@([a-z][\w-]*)>/g, (_match, ref: string) => {
    const id = resolve(ids.people, ref)
    mentions.add(id)
    return `<@${id}>`
  })
  return { content: text, mentions: [...mentions] }
}

type Reaction = Omit<Schema['reaction'], 'place'> & { readonly place: number }

/** All that is written of a past, gathered before it is: one statement for many rows. */
interface Past extends Before {
  readonly rows: MessageTable[]
  readonly files: Schema['messageFile'][]
  readonly reactions: Reaction[]
  readonly messages: Map<string, MessageTable>
  /** Ids of what was said in each channel, by its reference, in order. */
  readonly byChannel: Map<string, string[]>
}

const ROWS_AT_ONCE = 1000

const chunksOf = <Row>(rows: readonly Row[]): (readonly Row[])[] =>
  Array.from({ length: Math.ceil(rows.length / ROWS_AT_ONCE) }, (_, index) =>
    rows.slice(index * ROWS_AT_ONCE, (index + 1) * ROWS_AT_ONCE),
  )

/** Rows in the order of time, as if everything had been said live: through the same allocator as any message. */
export async function insertMessages(
  context: WorldContext,
  createAllocator: (clock: Clock) => Promise<Allocator>,
): Promise<ReadonlyMap<string, string>> {
  const { writer, spec } = context
  let now = 0
  const allocator = await createAllocator({ now: () => now, after: () => () => undefined })
  const stickers = await writer.selectFrom('sticker').selectAll().execute()
  const past: Past = {
    rows: [],
    files: [],
    reactions: [],
    messages: new Map(),
    byChannel: new Map(),
    stickers: new Map(stickers.map((row) => [row.id, row])),
  }
  const serverOf = new Map(spec.servers.flatMap(({ ref, channels }) => channels.map((one) => [one.ref, ref] as const)))
  for (const message of (spec.messages ?? []).toSorted((a, b) => a.at - b.at)) {
    now = message.at
    addMessage(context, message, { past, stamp: allocator.next(), server: serverOf.get(message.channel) })
  }
  await storeMessages(writer, past.rows)
  for (const rows of chunksOf(past.files)) await writer.insertInto('messageFile').values(rows).execute()
  for (const rows of chunksOf(past.reactions)) await writer.insertInto('reaction').values(rows).execute()
  await insertReads(context, past)
  return new Map([...past.messages].map(([ref, { id }]) => [ref, id]))
}

interface Place {
  readonly past: Past
  readonly stamp: Stamp
  /** By reference; undefined in a direct message. */
  readonly server: string | undefined
}

function replyTarget({ replyTo, channel }: MessageSpec, past: Past): string | null {
  if (replyTo === undefined) return null
  const target = past.byChannel.get(channel)?.[replyTo]
  if (target === undefined)
    throw new ScenarioError(`In "${channel}" a reply names message ${replyTo}, which is not there yet`)
  return target
}

function addMessage(context: WorldContext, message: MessageSpec, { past, stamp, server }: Place): void {
  const { ids } = context
  const { content, mentions } = withMentions(context, message.content)
  const changes = [message.at, message.editedAt, message.retractedAt].filter((at) => at !== undefined)
  const { said, opens, keeps } = messageForm(context, { ...message, content }, past)
  const row: MessageTable = {
    ...said,
    id: stamp.id,
    channelId: resolve(ids.channels, message.channel),
    serverId: server === undefined ? null : resolve(ids.servers, server),
    plainText: message.plainText ?? null,
    mentions: JSON.stringify(server === undefined ? [] : mentions),
    referencedMessageId: replyTarget(message, past),
    nonce: message.nonce ?? null,
    rev: changes.length,
    editedAt: message.editedAt === undefined ? null : iso(message.editedAt),
    retractedAt: message.retractedAt === undefined ? null : iso(message.retractedAt),
    createdAt: stamp.createdAt,
    updatedAt: iso(Math.max(...changes)),
  }
  past.rows.push(row)
  past.files.push(...opens.map((key) => ({ messageId: row.id, key, opens: 1 })))
  past.files.push(...keeps.map((key) => ({ messageId: row.id, key, opens: 0 })))
  past.reactions.push(...reactionsOf(context, message, row.id))
  if (message.ref !== undefined) past.messages.set(message.ref, row)
  const before = past.byChannel.get(message.channel)
  if (before === undefined) past.byChannel.set(message.channel, [row.id])
  else before.push(row.id)
}

function reactionsOf({ ids }: WorldContext, { reactions = {}, at }: MessageSpec, id: string): Reaction[] {
  const chosen = Object.entries(reactions).flatMap(([emoji, people], index) =>
    people.map((person) => ({ userId: resolve(ids.people, person), emoji, place: index + 1 })),
  )
  return chosen.map((row, index) => ({ ...row, messageId: id, createdAt: iso(at + (index + 1) * 1000) }))
}

async function insertReads({ writer, spec, ids, madeAt }: WorldContext, past: Past): Promise<void> {
  for (const { person, channel, upTo } of spec.reads ?? []) {
    const lastReadMessageId = past.byChannel.get(channel)?.[upTo]
    if (lastReadMessageId === undefined)
      throw new ScenarioError(`"${channel}" has no message ${upTo} to have been read`)
    const row = {
      userId: resolve(ids.people, person),
      channelId: resolve(ids.channels, channel),
      lastReadMessageId,
      updatedAt: madeAt,
    }
    await writer.insertInto('readState').values(row).execute()
  }
}
