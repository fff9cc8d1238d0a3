import type { Schema } from '../database/schema.ts'
import { personalSticker, serverSticker, type PersonalSticker, type ServerSticker } from '#shared/models/sticker.ts'
import { urlOf, type FileAddress } from './file-address.ts'

type StickerRow = Schema['sticker']

function common(row: StickerRow, fileAddress: FileAddress): object {
  const { id, name, description, format, contentType, key, size, createdAt, updatedAt } = row
  return {
    _id: id,
    name,
    ...(description === null ? {} : { description }),
    format,
    contentType,
    key,
    size,
    url: urlOf(fileAddress, key),
    createdAt,
    updatedAt,
  }
}

/** A sticker of a server, as answers and events give it (MB-6.1). */
export function toServerSticker(row: StickerRow, fileAddress: FileAddress): ServerSticker {
  const { serverId, createdBy } = row
  return serverSticker.parse({ ...common(row, fileAddress), scope: 'server', serverId, createdBy })
}

/** A sticker of a person or a bot (MB-6.1). */
export function toPersonalSticker(row: StickerRow, fileAddress: FileAddress): PersonalSticker {
  const { userId } = row
  return personalSticker.parse({ ...common(row, fileAddress), scope: 'user', userId, ownerId: userId })
}
