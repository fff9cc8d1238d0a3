import { sql, type Kysely } from 'kysely'
import type { Migration } from 'kysely/migration'

const statements = [
  `create table webhook (
    id text primary key, serverId text not null references server (id) on delete cascade,
    channelId text not null references channel (id) on delete cascade,
    botUserId text not null unique references user (id) on delete cascade, name text not null, avatar text,
    token text not null, createdAt text not null, updatedAt text not null
  ) without rowid`,
  `create index webhookOfServer on webhook (serverId)`,
  `create index webhookOfChannel on webhook (channelId)`,
]

/** Webhooks: each writes into one channel, by an account of its own. */
export const webhooks: Migration = {
  up: async (db: Kysely<unknown>) => {
    for (const statement of statements) await sql.raw(statement).execute(db)
  },
}
