import type { Clock } from '../clock.ts'
import { storeMessage } from '../database/stored-messages.ts'
import type { Allocator, Stamp } from '../features/messages/allocator.ts'
import { messageForm } from './message-form.ts'
import { resolve, type WorldContext } from './world-context.ts'
import { ScenarioError } from './scenarios.ts'
import type { MessageSpec } from './world-spec.ts'

const iso = (at: number): string => new Date(at).toISOString()

/** Puts the ids of people where a text names them by reference. */
function withMentions({ ids }: WorldContext, content: string): { content: string; mentions: string[] } {
  const mentions = new Set<string>()
  const text = content.replaceAll(/<@([a-z][\w-]*)>/g, (_match, ref: string) => {
    const id = resolve(ids.people, ref)
    mentions.add(id)
    return `<@${id}>`
  })
  return { content: text, mentions: [...mentions] }
}

/** Rows in the order of time, as if everything had been said live: through the same allocator as any message. */
export async function insertMessages(
  context: WorldContext,
  createAllocator: (clock: Clock) => Promise<Allocator>,
): Promise<void> {
  let now = 0
  const allocator = await createAllocator({ now: () => now, after: () => () => undefined })
  const byChannel = new Map<string, string[]>()
  for (const message of (context.spec.messages ?? []).toSorted((a, b) => a.at - b.at)) {
    now = message.at
    const stored = byChannel.get(message.channel) ?? []
    byChannel.set(message.channel, stored)
    const stamp = allocator.next()
    await insertMessage(context, message, { stamp, stored })
    stored.push(stamp.id)
  }
  await insertReads(context, byChannel)
}

interface Place {
  readonly stamp: Stamp
  /** Ids of what was said in the channel before. */
  readonly stored: readonly string[]
}

function replyTarget({ replyTo, channel }: MessageSpec, stored: readonly string[]): string | null {
  if (replyTo === undefined) return null
  const target = stored[replyTo]
  if (target === undefined)
    throw new ScenarioError(`In "${channel}" a reply names message ${replyTo}, which is not there yet`)
  return target
}

async function insertMessage(context: WorldContext, message: MessageSpec, { stamp, stored }: Place): Promise<void> {
  const { writer, spec, ids } = context
  const server = spec.servers.find(({ channels }) => channels.some(({ ref }) => ref === message.channel))
  const { content, mentions } = withMentions(context, message.content)
  const changes = [message.at, message.editedAt, message.retractedAt].filter((at) => at !== undefined)
  const { said, file } = await messageForm(context, message, content)
  await storeMessage(writer, {
    ...said,
    id: stamp.id,
    channelId: resolve(ids.channels, message.channel),
    serverId: server === undefined ? null : resolve(ids.servers, server.ref),
    plainText: null,
    attachments: '[]',
    mentions: JSON.stringify(server === undefined ? [] : mentions),
    referencedMessageId: replyTarget(message, stored),
    nonce: null,
    rev: changes.length,
    editedAt: message.editedAt === undefined ? null : iso(message.editedAt),
    retractedAt: message.retractedAt === undefined ? null : iso(message.retractedAt),
    createdAt: stamp.createdAt,
    updatedAt: iso(Math.max(...changes)),
  })
  if (file !== undefined) {
    await writer.insertInto('messageFile').values({ messageId: stamp.id, key: file, opens: 1 }).execute()
  }
  await insertReactions(context, message, stamp.id)
}

async function insertReactions({ writer, ids }: WorldContext, message: MessageSpec, id: string): Promise<void> {
  const reactions = Object.entries(message.reactions ?? {})
  let at = message.at
  for (const [index, [emoji, people]] of reactions.entries()) {
    for (const person of people) {
      at += 1000
      const row = { messageId: id, userId: resolve(ids.people, person), emoji, place: index + 1, createdAt: iso(at) }
      await writer.insertInto('reaction').values(row).execute()
    }
  }
}

async function insertReads(
  { writer, spec, ids, madeAt }: WorldContext,
  stored: ReadonlyMap<string, string[]>,
): Promise<void> {
  for (const { person, channel, upTo } of spec.reads ?? []) {
    const lastReadMessageId = stored.get(channel)?.[upTo]
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
