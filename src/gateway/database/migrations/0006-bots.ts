import { sql, type Kysely } from 'kysely'
import type { Migration } from 'kysely/migration'

const statements = [
  `create table service (
    serviceType text primary key, serverName text not null, icon text not null, description text not null,
    configTemplate text not null, createdAt text not null, updatedAt text not null
  ) without rowid`,
  `create table bot (
    id text primary key, ownerId text not null references user (id) on delete cascade,
    botUserId text not null unique references user (id) on delete cascade, name text not null, avatar text,
    serviceType text not null, dmEnabled integer not null, config text not null,
    tokenHash text not null unique, sealedToken text not null, createdAt text not null, updatedAt text not null
  ) without rowid`,
  `create index botOfOwner on bot (ownerId)`,
  `create index botOfService on bot (serviceType)`,
]

/** Bots and the services that run them. */
export const bots: Migration = {
  up: async (db: Kysely<unknown>) => {
    for (const statement of statements) await sql.raw(statement).execute(db)
  },
}
