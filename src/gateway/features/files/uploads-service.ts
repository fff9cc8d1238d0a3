import { demand, requireChannel, type ChannelPlace } from '../../access/channel-access.ts'
import type { Clock } from '../../clock.ts'
import { insertFile } from '../../database/file-rows.ts'
import type { Database, Reader } from '../../database/open-database.ts'
import { isoTime } from '../../new-id.ts'
import type { FormFile } from '../../plugins/forms.ts'
import type { UserId } from '#shared/models/ids.ts'
import { ProtocolError } from '#shared/protocol/errors.ts'

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
}

interface UploadsOptions {
  readonly clock: Clock
  readonly database: Database
}

async function demandUploading(reader: Reader, place: ChannelPlace, user: UserId): Promise<void> {
  demand(await requireChannel(reader, place, user), 'ATTACH_FILES')
}

export function createUploadsService({ clock, database }: UploadsOptions): UploadsService {
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
  }
}
