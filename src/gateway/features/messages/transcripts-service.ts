import { requireChannel, type ChannelPlace } from '../../access/channel-access.ts'
import type { Clock } from '../../clock.ts'
import type { Database, Reader } from '../../database/open-database.ts'
import type { MessageTable } from '../../database/schema.ts'
import type { FormFile } from '../../plugins/forms.ts'
import type { Publish } from '../../realtime/publish.ts'
import type { FileAddress } from '../../wire/file-address.ts'
import type { UserId } from '#shared/models/ids.ts'
import { ProtocolError } from '#shared/protocol/errors.ts'
import { createMessageCommits } from './message-commits.ts'
import { demandStanding, findMessageIn, type MessageTarget } from './message-rules.ts'

/** As much as a transcript that a client brings along. */
const MAX_TRANSCRIPT_BYTES = 16_000

/** A recording of what a message says, sent along to be written down. */
export interface Dictation {
  readonly target: MessageTarget
  readonly user: UserId
  readonly file: FormFile | undefined
  /** Whoever asks has gone. */
  readonly signal: AbortSignal
}

/** Voice messages written down (MB-3.7). All may fail as requireChannel does. */
export interface TranscriptsService {
  /** The gates, before anything of the recording is read. @throws ProtocolError transcriptionUnavailable */
  readonly admit: (place: ChannelPlace, user: UserId) => Promise<void>
  /**
   * Answers with the words, which stand on the message from then on.
   * @throws ProtocolError noFile, messageNotFound, onlyVoiceMessages, messageRetracted, or whatever listening failed by
   */
  readonly write: (dictation: Dictation) => Promise<string>
}

interface TranscriptsOptions {
  readonly clock: Clock
  readonly database: Database
  readonly publish: Publish
  readonly fileAddress: FileAddress
  /** What a recording says; undefined where nobody listens. */
  readonly listen: ((file: FormFile, signal: AbortSignal) => Promise<string>) | undefined
}

/** No longer than a transcript may be, and no half character at its end. */
function shorten(text: string): string {
  const bytes = Buffer.from(text).subarray(0, MAX_TRANSCRIPT_BYTES)
  return new TextDecoder().decode(bytes, { stream: true }).trim()
}

/** @throws ProtocolError messageNotFound, onlyVoiceMessages, messageRetracted */
async function openForWriting(reader: Reader, target: MessageTarget, user: UserId): Promise<MessageTable> {
  await requireChannel(reader, target, user)
  const row = await findMessageIn(reader, target)
  if (row.type !== 'message/voice') throw new ProtocolError('onlyVoiceMessages')
  demandStanding(row)
  return row
}

export function createTranscriptsService(options: TranscriptsOptions): TranscriptsService {
  const { database, listen } = options
  const commits = createMessageCommits(options)

  return {
    admit: async (place, user) => {
      await database.settle((reader) => requireChannel(reader, place, user))
      if (listen === undefined) throw new ProtocolError('transcriptionUnavailable')
    },
    write: async ({ target, user, file, signal }) => {
      if (listen === undefined) throw new ProtocolError('transcriptionUnavailable')
      if (file === undefined) throw new ProtocolError('noFile')
      await database.settle((reader) => openForWriting(reader, target, user))
      const text = shorten(await listen(file, signal))
      return database.write(async (writer) => {
        // Listening takes its time: the message may be gone by now, or the channel closed to whoever asked.
        const row = await openForWriting(writer, target, user)
        const to = (): { plainText: string | null } => ({ plainText: text === '' ? null : text })
        const { announce } = await commits.changed(writer, row, { event: 'MESSAGE_UPDATE', to })
        return { result: text, announce }
      })
    },
  }
}
