import type { Insertable } from 'kysely'
import type { Writer } from './open-database.ts'
import type { Schema } from './schema.ts'

/** "Insert, or change what is there" is said differently by every database: it is said here only. */

/** Moves a person's mark in a channel forward and says whether it did: one that stands further on stays. */
export async function moveMarkForward(writer: Writer, mark: Schema['readState']): Promise<boolean> {
  const moved = await writer
    .insertInto('readState')
    .values(mark)
    .onConflict((conflict) =>
      conflict
        .columns(['userId', 'channelId'])
        .doUpdateSet({ lastReadMessageId: mark.lastReadMessageId, updatedAt: mark.updatedAt })
        .where('readState.lastReadMessageId', '<', mark.lastReadMessageId),
    )
    .returning('lastReadMessageId')
    .executeTakeFirst()
  return moved !== undefined
}

/** Sets a person's notification level of a channel. */
export async function putNotificationLevel(writer: Writer, row: Schema['channelNotification']): Promise<void> {
  await writer
    .insertInto('channelNotification')
    .values(row)
    .onConflict((conflict) =>
      conflict.columns(['userId', 'channelId']).doUpdateSet({ level: row.level, updatedAt: row.updatedAt }),
    )
    .execute()
}

/** Gives a person this one reaction to a message, in place of any other, and says whether it was another. */
export async function moveReaction(writer: Writer, row: Insertable<Schema['reaction']>): Promise<boolean> {
  const { emoji, place, createdAt } = row
  const moved = await writer
    .insertInto('reaction')
    .values(row)
    .onConflict((conflict) =>
      conflict
        .columns(['messageId', 'userId'])
        .doUpdateSet({ emoji, place, createdAt })
        .where('reaction.emoji', '<>', emoji),
    )
    .returning('emoji')
    .executeTakeFirst()
  return moved !== undefined
}

/** Makes a kind of service known; one that is known already stays as it is. */
export async function keepService(writer: Writer, row: Schema['service']): Promise<void> {
  await writer
    .insertInto('service')
    .values(row)
    .onConflict((conflict) => conflict.column('serviceType').doNothing())
    .execute()
}

/** Says of a kind of service what it is, in place of all that was said before. */
export async function putService(writer: Writer, row: Schema['service']): Promise<void> {
  const { serviceType: _type, createdAt: _createdAt, ...said } = row
  await writer
    .insertInto('service')
    .values(row)
    .onConflict((conflict) => conflict.column('serviceType').doUpdateSet(said))
    .execute()
}

/** Keeps a refresh token; one that stands there already stays as it is. */
export async function keepRefreshToken(writer: Writer, row: Schema['refreshToken']): Promise<void> {
  await writer
    .insertInto('refreshToken')
    .values(row)
    .onConflict((conflict) => conflict.column('hash').doNothing())
    .execute()
}
