import { sql, type Kysely } from 'kysely'
import type { Migration } from 'kysely/migration'

const statements = [
  `alter table file add column isPending integer not null default 0`,
  `create index fileAwaited on file (uploaderId, channelId) where isPending = 1`,
  `create table messageFile (
    messageId text not null references message (id) on delete cascade, key text not null, opens integer not null,
    primary key (messageId, key)
  ) without rowid`,
  `create index messageFileByKey on messageFile (key)`,
  `create index userByAvatar on user (avatar) where avatar is not null`,
  `create index serverByAvatar on server (avatar) where avatar is not null`,
  `create index stickerByKey on sticker (key)`,
  `insert or ignore into messageFile (messageId, key, opens)
    select message.id, each.value ->> '$.key', 1 from message, json_each(message.attachments) as each
    where message.attachments <> '[]' and each.value ->> '$.key' is not null`,
  ...['sticker', 'voice'].map(
    (member) => `insert or ignore into messageFile (messageId, key, opens)
    select id, payload ->> '$.${member}.key', 1 from message
    where payload like '%"${member}":%' and payload ->> '$.${member}.key' is not null`,
  ),
]

/** Which message refers to which file, and files that are announced and not yet there. */
export const fileReferences: Migration = {
  up: async (db: Kysely<unknown>) => {
    for (const statement of statements) await sql.raw(statement).execute(db)
  },
}
