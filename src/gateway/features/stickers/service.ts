import type { Clock } from '../../clock.ts'
import { dropUnreferred, insertFile } from '../../database/file-rows.ts'
import type { Commit, Database, Reader, Writer } from '../../database/open-database.ts'
import { discard } from '../../files/discard.ts'
import type { FileStore } from '../../files/file-store.ts'
import { isoTime, newId } from '../../new-id.ts'
import type { FormFile } from '../../plugins/forms.ts'
import type { Publish } from '../../realtime/publish.ts'
import type { FileAddress } from '../../wire/file-address.ts'
import { toPersonalSticker, toServerSticker } from '../../wire/sticker.ts'
import { stickerId, type StickerId } from '#shared/models/ids.ts'
import { ProtocolError } from '#shared/protocol/errors.ts'
import type { CreateStickerBody, UpdateStickerBody } from '#shared/protocol/http/stickers.ts'
import * as repository from './repository.ts'
import { actorAt, openShelf, openShelfToChange, type StickerPlace } from './shelves.ts'
import { stickerFormat } from './sticker-format.ts'

/** What is read of a request, its ids and bodies, is read behind the gates. */
export interface StickersService {
  readonly list: (place: StickerPlace) => Promise<object[]>
  /** The gates of making one, before anything of its file is read. */
  readonly admit: (place: StickerPlace) => Promise<void>
  /** @throws ProtocolError noStickerFile, stickerNameTaken */
  readonly create: (
    place: StickerPlace,
    file: FormFile | undefined,
    readBody: () => CreateStickerBody,
  ) => Promise<object>
  /** @throws ProtocolError stickerNotFound, stickerNameTaken */
  readonly update: (place: StickerPlace, readId: () => StickerId, readBody: () => UpdateStickerBody) => Promise<object>
  /** Its file goes too, unless a message shows it. */
  readonly remove: (place: StickerPlace, readId: () => StickerId) => Promise<{ readonly stickerId: StickerId }>
}

interface StickersOptions {
  readonly clock: Clock
  readonly database: Database
  readonly publish: Publish
  readonly fileAddress: FileAddress
  readonly files: FileStore
}

/** @throws ProtocolError stickerNameTaken */
async function demandFreeName(reader: Reader, shelf: repository.Shelf, name: string): Promise<void> {
  if ((await repository.findByName(reader, shelf, name)) !== undefined) throw new ProtocolError('stickerNameTaken')
}

/** Stickers of servers and of people (MB-6). Of a server's all its members hear, of a person's nobody does. */
export function createStickersService(options: StickersOptions): StickersService {
  const { clock, database, publish, fileAddress, files } = options

  function show(row: repository.StickerRow): object {
    return row.serverId === null ? toPersonalSticker(row, fileAddress) : toServerSticker(row, fileAddress)
  }

  /** A stored sticker as it is answered, and as its server hears of it. */
  function stored(event: 'STICKER_CREATE' | 'STICKER_UPDATE', row: repository.StickerRow): Commit<object> {
    const { serverId } = row
    if (serverId === null) return { result: show(row) }
    const sticker = toServerSticker(row, fileAddress)
    return {
      result: sticker,
      announce: () => {
        publish.broadcast(event, serverId, sticker)
      },
    }
  }

  async function findOn(reader: Reader, shelf: repository.Shelf, id: StickerId): Promise<repository.StickerRow> {
    const row = await repository.findSticker(reader, shelf, id)
    if (row === undefined) throw new ProtocolError('stickerNotFound')
    return row
  }

  async function changedRow(
    writer: Writer,
    row: repository.StickerRow,
    { name = row.name, description = row.description }: UpdateStickerBody,
  ): Promise<repository.StickerRow> {
    if (name === row.name && description === row.description) return row
    const next = { ...row, name, description, updatedAt: isoTime(clock.now()) }
    await repository.updateSticker(writer, next)
    return next
  }

  return {
    list: (place) =>
      database.settle(async (reader) => {
        const shelf = await openShelf(reader, place)
        return (await repository.stickersOn(reader, shelf)).map(show)
      }),
    admit: async (place) => {
      await openShelfToChange(database.reader, place)
    },
    create: (place, file, readBody) =>
      database.write(async (writer) => {
        const shelf = await openShelfToChange(writer, place)
        if (file === undefined) throw new ProtocolError('noStickerFile')
        const { name, description = null } = readBody()
        await demandFreeName(writer, shelf, name)
        const now = clock.now()
        const { filename, contentType, key, size } = file
        const [createdAt, createdBy] = [isoTime(now), actorAt(place)]
        await insertFile(writer, {
          key,
          uploaderId: createdBy,
          channelId: null,
          filename,
          contentType,
          size,
          createdAt,
        })
        const format = stickerFormat(file)
        const picture = { format, contentType, key, size }
        const row = {
          id: newId(now),
          ...shelf,
          name,
          description,
          ...picture,
          createdBy,
          createdAt,
          updatedAt: createdAt,
        }
        await repository.insertSticker(writer, row)
        return stored('STICKER_CREATE', row)
      }),
    update: (place, readId, readBody) =>
      database.write(async (writer) => {
        const shelf = await openShelfToChange(writer, place)
        const row = await findOn(writer, shelf, readId())
        const body = readBody()
        if (body.name !== undefined && body.name !== row.name) await demandFreeName(writer, shelf, body.name)
        return stored('STICKER_UPDATE', await changedRow(writer, row, body))
      }),
    remove: (place, readId) =>
      database.write(async (writer) => {
        const shelf = await openShelfToChange(writer, place)
        const { id, key } = await findOn(writer, shelf, readId())
        await repository.deleteSticker(writer, id)
        const dropped = await dropUnreferred(writer, [key])
        const result = { stickerId: stickerId.parse(id) }
        return {
          result,
          announce: () => {
            if (shelf.serverId !== null) publish.broadcast('STICKER_DELETE', shelf.serverId, result)
            discard(files, dropped)
          },
        }
      }),
  }
}
