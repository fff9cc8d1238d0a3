import { sql, type Kysely } from 'kysely'
import type { Migration } from 'kysely/migration'

const statements = [
  `create table meta (key text primary key, value text not null) without rowid`,
  `create table user (
    id text primary key, email text not null unique, username text not null, discriminator text not null,
    passwordHash text, avatar text, isBot integer not null default 0, credentialVersion integer not null default 1,
    createdAt text not null, updatedAt text not null,
    unique (username, discriminator)
  ) without rowid`,
  `create table session (
    id text primary key, userId text not null references user (id) on delete cascade,
    persistent integer not null, createdAt text not null, revokedAt text
  ) without rowid`,
  `create index sessionOfUser on session (userId)`,
  `create table refreshToken (
    hash text primary key, sessionId text not null references session (id) on delete cascade,
    expiresAt text not null, usedAt text, refreshId text
  ) without rowid`,
  `create index refreshTokenOfSession on refreshToken (sessionId)`,
  `create table server (
    id text primary key, name text not null, avatar text, everyoneRoleId text not null,
    createdAt text not null, updatedAt text not null
  ) without rowid`,
  `create table role (
    id text primary key, serverId text not null references server (id) on delete cascade, name text not null,
    permissions text not null, color text not null, position real not null, isDefault integer not null,
    createdAt text not null, updatedAt text not null
  ) without rowid`,
  `create index roleOfServer on role (serverId)`,
  `create table member (
    id text primary key, serverId text not null references server (id) on delete cascade,
    userId text not null references user (id) on delete cascade, roleIds text not null, isOwner integer not null,
    notificationLevel text not null, createdAt text not null, updatedAt text not null,
    unique (serverId, userId)
  ) without rowid`,
  `create index memberOfUser on member (userId)`,
  `create table category (
    id text primary key, serverId text not null references server (id) on delete cascade, name text not null,
    position real, createdAt text not null, updatedAt text not null
  ) without rowid`,
  `create index categoryOfServer on category (serverId)`,
  `create table invite (
    id text primary key, code text not null unique, serverId text not null references server (id) on delete cascade,
    creatorId text not null, expiresAt text, maxUses integer not null, uses integer not null,
    createdAt text not null, updatedAt text not null
  ) without rowid`,
  `create table channel (
    id text primary key, type text not null, serverId text references server (id) on delete cascade, name text,
    topic text, url text, categoryId text references category (id) on delete set null, position real,
    directKey text unique, createdAt text not null, updatedAt text not null
  ) without rowid`,
  `create index channelOfServer on channel (serverId)`,
  `create table recipient (
    channelId text not null references channel (id) on delete cascade,
    userId text not null references user (id) on delete cascade,
    primary key (channelId, userId)
  ) without rowid`,
  `create index recipientOfUser on recipient (userId)`,
  `create table permissionOverride (
    channelId text not null references channel (id) on delete cascade, targetType text not null,
    targetId text not null, allow text not null, deny text not null,
    primary key (channelId, targetType, targetId)
  ) without rowid`,
  `create table message (
    seq integer primary key, id text not null unique,
    channelId text not null references channel (id) on delete cascade, serverId text,
    authorId text not null, type text not null, content text, plainText text, payload text,
    attachments text not null, mentions text not null, referencedMessageId text, nonce text,
    rev integer not null, editedAt text, retractedAt text, createdAt text not null, updatedAt text not null
  )`,
  `create unique index messageOfChannel on message (channelId, id)`,
  `create unique index messageByNonce on message (authorId, channelId, nonce) where nonce is not null`,
  `create table reaction (
    messageId text not null, userId text not null, emoji text not null, createdAt text not null,
    primary key (messageId, userId)
  ) without rowid`,
  `create table readState (
    userId text not null references user (id) on delete cascade,
    channelId text not null references channel (id) on delete cascade,
    lastReadMessageId text not null, updatedAt text not null,
    primary key (userId, channelId)
  ) without rowid`,
]

/** The tables of the first slice: people, places, messages, read states. */
export const firstLight: Migration = {
  up: async (db: Kysely<unknown>) => {
    for (const statement of statements) await sql.raw(statement).execute(db)
  },
}
