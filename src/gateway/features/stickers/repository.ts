import type { Reader, Writer } from '../../database/open-database.ts'
import type { Schema } from '../../database/schema.ts'

export type StickerRow = Schema['sticker']

/** Whose stickers: a server's, or those of an account. */
export type Shelf =
  | { readonly serverId: string; readonly userId: null }
  | { readonly serverId: null; readonly userId: string }

const stickersOf = (reader: Reader, { serverId, userId }: Shelf) => {
  const all = reader.selectFrom('sticker').selectAll()
  return serverId === null ? all.where('userId', '=', userId) : all.where('serverId', '=', serverId)
}

/** Newest first. */
export function stickersOn(reader: Reader, shelf: Shelf): Promise<StickerRow[]> {
  return stickersOf(reader, shelf).orderBy('createdAt', 'desc').orderBy('id', 'desc').execute()
}

export function findSticker(reader: Reader, shelf: Shelf, sticker: string): Promise<StickerRow | undefined> {
  return stickersOf(reader, shelf).where('id', '=', sticker).executeTakeFirst()
}

export function findByName(reader: Reader, shelf: Shelf, name: string): Promise<StickerRow | undefined> {
  return stickersOf(reader, shelf).where('name', '=', name).executeTakeFirst()
}

export async function insertSticker(writer: Writer, row: StickerRow): Promise<void> {
  await writer.insertInto('sticker').values(row).execute()
}

export async function updateSticker(writer: Writer, { id, ...values }: StickerRow): Promise<void> {
  await writer.updateTable('sticker').set(values).where('id', '=', id).execute()
}

export async function deleteSticker(writer: Writer, sticker: string): Promise<void> {
  await writer.deleteFrom('sticker').where('id', '=', sticker).execute()
}
