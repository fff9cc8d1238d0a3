import { demand, type ChannelAccess } from '../../access/channel-access.ts'
import { fileKeysIn } from '../../database/file-rows.ts'
import type { Reader, Writer } from '../../database/open-database.ts'
import { parseObject } from '../../database/json-column.ts'
import type { MessageTable, Schema } from '../../database/schema.ts'
import { forwardedFileKeys } from '../../wire/forwarded-files.ts'
import { cardFileKeys } from '../../wire/webhook-payload.ts'
import { parseId } from '../../parse-input.ts'
import { stickerId, type UserId } from '#shared/models/ids.ts'
import { ProtocolError } from '#shared/protocol/errors.ts'
import type { NewMessage, WantedSticker } from './new-message.ts'
import * as repository from './repository.ts'

/**
 * Files of a message are its author's, uploaded to this channel: a key opens a file to whoever sees the message (MB-16, R5).
 * @throws ProtocolError missingPermission, attachmentNotYours
 */
export async function demandOwnFiles(
  reader: Reader,
  access: ChannelAccess,
  { author, draft }: { readonly author: UserId; readonly draft: NewMessage },
): Promise<void> {
  const { attachments, uploads } = draft
  if (attachments.length > 0 || uploads.length > 0) demand(access, 'ATTACH_FILES')
  const own = await repository.uploadsAmong(reader, { uploaderId: author, channelId: access.channel.id }, uploads)
  if (!uploads.every((key) => own.has(key))) throw new ProtocolError('attachmentNotYours')
}

/**
 * Notes what a message refers to. Its own files are opened by it; those whose addresses stand in it, as in a forwarded card,
 * or that the card of a webhook names, are only kept for it.
 */
export async function referToFiles(writer: Writer, row: MessageTable, own: readonly string[]): Promise<void> {
  const opened = new Set(own)
  const payload = row.payload === null ? {} : parseObject(row.payload)
  const inCard = row.webhookId === null ? forwardedFileKeys(payload) : cardFileKeys(payload)
  const named = [...fileKeysIn(`${row.attachments} ${row.payload ?? ''}`), ...inCard]
  const kept = named.filter((key) => !opened.has(key))
  await repository.insertMessageFiles(writer, [
    ...[...opened].map((key) => ({ messageId: row.id, key, opens: 1 })),
    ...[...new Set(kept)].map((key) => ({ messageId: row.id, key, opens: 0 })),
  ])
}

type StickerRow = Schema['sticker']

/** Which shelf a sticker is taken from: the server's here, or the author's own. */
interface Shelf {
  readonly scope: 'server' | 'user'
  readonly holds: (row: StickerRow) => boolean
}

/** @throws ProtocolError stickerOnlyInServers */
function shelfOf({ channel }: ChannelAccess, author: UserId, wanted: WantedSticker): Shelf {
  const { serverId } = channel
  const scope = wanted.scope ?? (serverId === null ? 'user' : 'server')
  if (scope === 'user') return { scope, holds: (row) => row.userId === author }
  if (serverId === null) throw new ProtocolError('stickerOnlyInServers')
  return { scope, holds: (row) => row.serverId === serverId }
}

/**
 * What a message keeps of its sticker: later changes of the sticker do not reach the message (MB-3.3).
 * @throws ProtocolError stickerOnlyInServers, stickerNotFound, malformedId
 */
export async function stickerSnapshot(
  reader: Reader,
  access: ChannelAccess,
  { author, wanted }: { readonly author: UserId; readonly wanted: WantedSticker },
): Promise<Snapshot> {
  const { holds } = shelfOf(access, author, wanted)
  const row = await repository.findSticker(reader, parseId(stickerId, wanted.id))
  if (row === undefined || !holds(row)) throw new ProtocolError('stickerNotFound')
  return snapshotOf(row)
}

type Snapshot = Readonly<Record<string, unknown>> & { readonly key: string }

/** A sticker as its message keeps it (MB-3.3). */
export function snapshotOf(row: StickerRow): Snapshot {
  const { id, serverId, userId, name, description, format, contentType, key, size } = row
  return {
    _id: id,
    scope: serverId === null ? 'user' : 'server',
    ...(serverId === null ? { ownerId: userId } : { serverId }),
    name,
    ...(description === null ? {} : { description }),
    format,
    contentType,
    key,
    size,
  }
}
