import type { Reader } from '../database/open-database.ts'
import { reaction, type Reaction } from '#shared/models/message.ts'

function groupByEmoji(rows: readonly { readonly emoji: string; readonly userId: string }[]): Reaction[] {
  const byEmoji = Map.groupBy(rows, (row) => row.emoji)
  return [...byEmoji].map(([emoji, list]) => reaction.parse({ emoji, userIds: list.map((row) => row.userId) }))
}

/** The reactions of some messages: emoji in the order of their first use, people in the order they joined in (MB-4). */
export async function reactionsOf(
  reader: Reader,
  messages: readonly string[],
): Promise<ReadonlyMap<string, Reaction[]>> {
  if (messages.length === 0) return new Map()
  const rows = await reader
    .selectFrom('reaction')
    .selectAll()
    .where('messageId', 'in', messages)
    .orderBy('place')
    .orderBy('createdAt')
    .orderBy('userId')
    .execute()
  const byMessage = Map.groupBy(rows, (row) => row.messageId)
  return new Map([...byMessage].map(([id, list]) => [id, groupByEmoji(list)]))
}
