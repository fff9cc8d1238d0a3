import { demand, requireChannel, type ChannelPlace } from '../../access/channel-access.ts'
import type { Clock } from '../../clock.ts'
import { insertFile } from '../../database/file-rows.ts'
import type { Database, Reader } from '../../database/open-database.ts'
import { isoTime } from '../../new-id.ts'
import type { FileStore, OpenFile } from '../../files/file-store.ts'
import type { FormFile } from '../../plugins/forms.ts'
import type { UserId } from '#shared/models/ids.ts'
import { ProtocolError } from '#shared/protocol/errors.ts'
import type { PresignBody } from '#shared/protocol/http/uploads.ts'
import type { Presigned, Presigning } from './presigning.ts'
import * as repository from './repository.ts'

/** What a client is told of its file: all that a message says of it again (MB-5.1). */
export interface Upload {
  readonly filename: string
  readonly contentType: string
  readonly key: string
  readonly size: number
}

/** Files for messages (MB-5). All may fail as requireChannel does, and with missingPermission. */
export interface UploadsService {
  /** The gates, before anything of the file is read. */
  readonly admit: (place: ChannelPlace, user: UserId) => Promise<void>
  /** @throws ProtocolError noFile */
  readonly keep: (place: ChannelPlace, user: UserId, file: FormFile | undefined) => Promise<Upload>
  /** @throws ProtocolError announcedTooLarge */
  readonly announce: (place: ChannelPlace, user: UserId, readBody: () => PresignBody) => Promise<Presigned>
  /**
   * A file that a standing message of the channel opens, to be sent or closed.
   * @throws ProtocolError fileNotFound
   */
  readonly open: (place: ChannelPlace, user: UserId, readKey: () => string) => Promise<OpenUpload>
}

interface OpenUpload {
  readonly file: OpenFile
  readonly contentType: string
}

interface UploadsOptions {
  readonly clock: Clock
  readonly database: Database
  readonly files: FileStore
  readonly presigning: Presigning
}

async function demandUploading(reader: Reader, place: ChannelPlace, user: UserId): Promise<void> {
  demand(await requireChannel(reader, place, user), 'ATTACH_FILES')
}

export function createUploadsService({ clock, database, files, presigning }: UploadsOptions): UploadsService {
  return {
    admit: (place, user) => demandUploading(database.reader, place, user),
    keep: (place, user, file) =>
      database.write(async (writer) => {
        if (file === undefined) throw new ProtocolError('noFile')
        // The file may have been long on its way.
        await demandUploading(writer, place, user)
        const { filename, contentType, key, size } = file
        const result = { filename, contentType, key, size }
        const createdAt = isoTime(clock.now())
        await insertFile(writer, { ...result, uploaderId: user, channelId: place.channel, createdAt })
        return { result }
      }),
    announce: (place, user, readBody) =>
      database.write(async (writer) => {
        await demandUploading(writer, place, user)
        const sender = { uploaderId: user, channelId: place.channel }
        return { result: await presigning.announce(writer, sender, readBody()) }
      }),
    open: async (place, user, readKey) => {
      const { key, contentType } = await database.settle(async (reader) => {
        demand(await requireChannel(reader, place, user), 'SEND_MESSAGES')
        return repository.findOpened(reader, place.channel, readKey())
      })
      const file = key === undefined ? undefined : await files.open(key)
      if (file === undefined) throw new ProtocolError('fileNotFound')
      return { file, contentType }
    },
  }
}
