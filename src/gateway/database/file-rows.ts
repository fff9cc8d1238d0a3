import type { Insertable } from 'kysely'
import type { Reader, Writer } from './open-database.ts'
import type { Schema } from './schema.ts'

/** What was stored gets its row in the same transaction as what refers to it. */
export async function insertFile(writer: Writer, row: Insertable<Schema['file']>): Promise<void> {
  await writer.insertInto('file').values(row).execute()
}

async function keysOfMessages(reader: Reader, keys: readonly string[]): Promise<string[]> {
  const rows = await reader.selectFrom('messageFile').select('key').distinct().where('key', 'in', keys).execute()
  return rows.map((row) => row.key)
}

async function keysOfAvatars(reader: Reader, keys: readonly string[]): Promise<string[]> {
  const rows = await reader
    .selectFrom('user')
    .select('avatar')
    .where('avatar', 'in', keys)
    .union(reader.selectFrom('server').select('avatar').where('avatar', 'in', keys))
    .union(reader.selectFrom('webhook').select('avatar').where('avatar', 'in', keys))
    .union(reader.selectFrom('bot').select('avatar').where('avatar', 'in', keys))
    .execute()
  return rows.flatMap(({ avatar }) => avatar ?? [])
}

async function keysOfStickers(reader: Reader, keys: readonly string[]): Promise<string[]> {
  const rows = await reader.selectFrom('sticker').select('key').where('key', 'in', keys).execute()
  return rows.map((row) => row.key)
}

/** Icons and pictures that were given as addresses of files of this gateway's own, or of its bucket's. */
async function keysInAddresses(reader: Reader): Promise<string[]> {
  const rows = await reader
    .selectFrom('server')
    .select('avatar')
    .where('avatar', 'like', 'http%')
    .union(reader.selectFrom('webhook').select('avatar').where('avatar', 'like', 'http%'))
    .execute()
  return rows.flatMap(({ avatar }) => fileKeysIn(avatar ?? ''))
}

/** The keys of files whose addresses stand in a text: below `/static`, or right below a host, as a bucket has them. */
export const fileKeysIn = (text: string): string[] =>
  [...text.matchAll(/(?:\/static|:\/\/[^\s"/]+)\/([\w-]{21}(?:\.[A-Za-z0-9]{1,16})?)(?![\w-])/g)].map(
    ([, key = '']) => key,
  )

/** Which of some files something refers to: whatever keeps files by key must be asked here, or they are swept. */
async function referredAmong(reader: Reader, keys: readonly string[]): Promise<ReadonlySet<string>> {
  if (keys.length === 0) return new Set()
  const found = [
    await keysOfMessages(reader, keys),
    await keysOfAvatars(reader, keys),
    await keysOfStickers(reader, keys),
    await keysInAddresses(reader),
  ]
  return new Set(found.flat())
}

/**
 * Takes away the rows of those of some files that nothing refers to (any more). Answers which: they may be removed once
 * this is committed, and no message can take them up meanwhile.
 */
export async function dropUnreferred(writer: Writer, keys: readonly string[]): Promise<string[]> {
  const referred = await referredAmong(writer, keys)
  const dropped = keys.filter((key) => !referred.has(key))
  if (dropped.length > 0) await writer.deleteFrom('file').where('key', 'in', dropped).execute()
  return dropped
}
