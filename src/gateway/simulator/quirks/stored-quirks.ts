import { AsyncLocalStorage } from 'node:async_hooks'
import * as z from 'zod/mini'
import type { Database, Writer } from '../../database/open-database.ts'
import type { MessageTable } from '../../database/schema.ts'
import { replaceMessage } from '../../database/stored-messages.ts'
import { isoTime } from '../../new-id.ts'
import { parseTexts } from '../../database/json-column.ts'
import type { Realtime } from '../../realtime/socket-server.ts'
import type { UserId } from '#shared/models/ids.ts'
import { changeOutgoing } from './change-outgoing.ts'
import type { QuirkMeans, QuirkParts } from './quirk.ts'

type Change = Partial<Pick<MessageTable, 'content' | 'createdAt' | 'updatedAt' | 'editedAt' | 'retractedAt'>>

interface Reaction {
  readonly emoji: string
  readonly userIds: readonly string[]
}

interface Altered {
  /** What the gateway is given in place of it. */
  readonly command: object
  /** What is stored and sent nevertheless. */
  readonly change: Change
  readonly reactions?: readonly Reaction[] | undefined
}

/** Of people who are there, one each: the first that the list has of them. */
async function react(writer: Writer, messageId: string, reactions: readonly Reaction[]): Promise<void> {
  const createdAt = isoTime(0)
  const done = new Set<string>()
  for (const [place, { emoji, userIds }] of reactions.entries()) {
    const people = await writer.selectFrom('user').select('id').where('id', 'in', userIds).execute()
    const rows = people
      .filter(({ id }) => !done.has(id))
      .map(({ id: userId }) => ({ messageId, userId, emoji, place, createdAt }))
    if (rows.length > 0) await writer.insertInto('reaction').values(rows).execute()
    for (const { userId } of rows) done.add(userId)
  }
}

/** Work on a message that came by `message/create`, inside the transaction that stores it. */
function alterCreated(alter: (command: object) => Altered | undefined): QuirkParts {
  const changes = new AsyncLocalStorage<Omit<Altered, 'command'>>()

  async function replace(
    writer: Writer,
    id: unknown,
    { change, reactions = [] }: Omit<Altered, 'command'>,
  ): Promise<void> {
    const row = await writer.selectFrom('message').selectAll().where('id', '=', String(id)).executeTakeFirstOrThrow()
    await replaceMessage(writer, row, { ...row, ...change })
    await react(writer, row.id, reactions)
  }

  return {
    database: (database): Database => ({
      ...database,
      write: (work) =>
        database.write(async (writer) => {
          const commit = await work(writer)
          const altered = changes.getStore()
          // All that is written because of the packet is its message.
          if (altered !== undefined) await replace(writer, (commit.result as { _id: unknown })._id, altered)
          return commit
        }),
    }),
    realtime: (realtime): Realtime => ({
      ...changeOutgoing(realtime, (outgoing) => {
        const altered = changes.getStore()
        if (altered === undefined || outgoing.event !== 'MESSAGE_CREATE') return [outgoing]
        const { change, reactions } = altered
        const forged = { ...change, ...(reactions === undefined ? {} : { reactions }) }
        return [{ ...outgoing, payload: { ...(outgoing.payload as object), ...forged } }]
      }),
      open: (upstream) => {
        realtime.open({
          ...upstream,
          createMessage: (author, command) => {
            const altered = typeof command === 'object' && command !== null ? alter(command) : undefined
            if (altered === undefined) return upstream.createMessage(author, command)
            return changes.run(altered, () => upstream.createMessage(author, altered.command))
          },
        })
      },
    }),
  }
}

const forgeable = z.object({
  createdAt: z.optional(z.iso.datetime()),
  updatedAt: z.optional(z.iso.datetime()),
  editedAt: z.optional(z.iso.datetime()),
  retractedAt: z.optional(z.iso.datetime()),
  reactions: z.optional(z.array(z.object({ emoji: z.string(), userIds: z.array(z.string()) }))),
})

/** The times and reactions that a client wrote into its packet are stored and sent. */
export const forgedFields = ({ struck }: QuirkMeans): QuirkParts =>
  alterCreated((command) => {
    const forged = forgeable.safeParse(command)
    if (!forged.success || Object.keys(forged.data).length === 0) return undefined
    struck('stored as sent', Object.keys(forged.data).join(', '))
    const { reactions, ...change } = forged.data
    return { command, change: change as Change, reactions }
  })

const blank = z.object({
  content: z.optional(z.string().check(z.trim(), z.maxLength(0))),
  attachments: z.optional(z.array(z.unknown()).check(z.maxLength(0))),
})

/** A message that says nothing is stored and sent. */
export const blankMessages = ({ struck }: QuirkMeans): QuirkParts =>
  alterCreated((command) => {
    if ('type' in command || !blank.safeParse(command).success) return undefined
    struck('stored blank', 'message/create')
    return { command: { ...command, content: '-' }, change: { content: '' } }
  })

/** Every nonce is forgotten before it could be met again. */
export const noIdempotency = (): QuirkParts => ({
  database: (database): Database => ({
    ...database,
    write: (work) =>
      database.write(async (writer) => {
        await writer.updateTable('message').set({ nonce: null }).where('nonce', 'is not', null).execute()
        return work(writer)
      }),
  }),
})

interface Post {
  readonly author: UserId
  readonly channel: string
}

/** Lets somebody view a channel for as long as one transaction lasts; nobody else ever sees it. */
async function whileViewing<Result>(writer: Writer, { author, channel }: Post, work: () => Promise<Result>) {
  const own = { channelId: channel, targetType: 'member' as const, targetId: author }
  const place = writer.selectFrom('permissionOverride').selectAll()
  const kept = await place
    .where('channelId', '=', channel)
    .where('targetType', '=', 'member')
    .where('targetId', '=', author)
    .executeTakeFirst()
  const remove = writer
    .deleteFrom('permissionOverride')
    .where('channelId', '=', channel)
    .where('targetType', '=', 'member')
    .where('targetId', '=', author)
  const allow = JSON.stringify([...parseTexts(kept?.allow ?? '[]'), 'VIEW_CHANNEL'])
  const deny = JSON.stringify(parseTexts(kept?.deny ?? '[]').filter((word) => word !== 'VIEW_CHANNEL'))
  await remove.execute()
  await writer
    .insertInto('permissionOverride')
    .values({ ...own, allow, deny, place: 0 })
    .execute()
  const result = await work()
  await remove.execute()
  if (kept !== undefined) await writer.insertInto('permissionOverride').values(kept).execute()
  return result
}

const addressed = z.object({ channelId: z.string() })

/** By packet, whoever may send into a channel may do so without viewing it. */
export function hiddenPost({ struck }: QuirkMeans): QuirkParts {
  const posts = new AsyncLocalStorage<Post>()

  async function isOfServer(writer: Writer, { channel }: Post): Promise<boolean> {
    const row = await writer.selectFrom('channel').select('serverId').where('id', '=', channel).executeTakeFirst()
    return row !== undefined && row.serverId !== null
  }

  return {
    database: (database): Database => ({
      ...database,
      write: (work) =>
        database.write(async (writer) => {
          const post = posts.getStore()
          if (post === undefined || !(await isOfServer(writer, post))) return work(writer)
          return whileViewing(writer, post, () => work(writer))
        }),
    }),
    realtime: (realtime): Realtime => ({
      ...realtime,
      open: (upstream) => {
        realtime.open({
          ...upstream,
          createMessage: (author, command) => {
            const { data } = addressed.safeParse(command)
            if (data === undefined) return upstream.createMessage(author, command)
            struck('viewing is not asked for', 'message/create')
            return posts.run({ author, channel: data.channelId.toLowerCase() }, () =>
              upstream.createMessage(author, command),
            )
          },
        })
      },
    }),
  }
}
