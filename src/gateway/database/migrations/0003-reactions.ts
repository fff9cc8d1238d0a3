import { sql, type Kysely } from 'kysely'
import type { Migration } from 'kysely/migration'

const statements = [
  `alter table message add column webhookId text`,
  `create table reactionOfMessage (
    messageId text not null references message (id) on delete cascade, userId text not null, emoji text not null,
    place integer not null default 0, createdAt text not null,
    primary key (messageId, userId)
  ) without rowid`,
  `insert into reactionOfMessage select messageId, userId, emoji, place, createdAt from reaction
    where messageId in (select id from message)`,
  `drop table reaction`,
  `alter table reactionOfMessage rename to reaction`,
]

/** Reactions go with their message; a message knows the webhook that wrote it. */
export const reactions: Migration = {
  up: async (db: Kysely<unknown>) => {
    for (const statement of statements) await sql.raw(statement).execute(db)
  },
}
