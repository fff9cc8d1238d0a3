import { sql, type Kysely } from 'kysely'
import type { Migration } from 'kysely/migration'

const statements = [
  `alter table user add column notificationSettings text not null default '{}'`,
  `alter table permissionOverride add column place integer not null default 0`,
  `alter table reaction add column place integer not null default 0`,
  `create table channelNotification (
    userId text not null references user (id) on delete cascade,
    channelId text not null references channel (id) on delete cascade,
    level text not null, updatedAt text not null,
    primary key (userId, channelId)
  ) without rowid`,
  `create table file (
    key text primary key, uploaderId text not null, channelId text, filename text not null,
    contentType text not null, size integer not null, createdAt text not null
  ) without rowid`,
  `create table sticker (
    id text primary key, serverId text references server (id) on delete cascade,
    userId text references user (id) on delete cascade, name text not null, description text, format text not null,
    contentType text not null, key text not null, size integer not null, createdBy text not null,
    createdAt text not null, updatedAt text not null,
    unique (serverId, name), unique (userId, name)
  ) without rowid`,
]

/** Settings of people, the order of lists, and what messages refer to: files and stickers. */
export const placesAndPeople: Migration = {
  up: async (db: Kysely<unknown>) => {
    for (const statement of statements) await sql.raw(statement).execute(db)
  },
}
