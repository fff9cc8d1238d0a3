import { demand, requireChannel } from '../../access/channel-access.ts'
import type { Clock } from '../../clock.ts'
import type { Database, Reader } from '../../database/open-database.ts'
import type { MessageTable } from '../../database/schema.ts'
import { isoTime } from '../../new-id.ts'
import type { Publish } from '../../realtime/publish.ts'
import type { FileAddress } from '../../wire/file-address.ts'
import type { UserId } from '#shared/models/ids.ts'
import type { Message } from '#shared/models/message.ts'
import { ProtocolError } from '#shared/protocol/errors.ts'
import { createMessageCommits } from './message-commits.ts'
import { demandStanding, findMessageIn, type MessageTarget } from './message-rules.ts'
import * as repository from './reaction-repository.ts'

const MAX_EMOJI_BYTES = 64

export interface ReactionsService {
  /** One reaction a person: another one moves it. What is there already stays as it is and is not published. */
  readonly put: (target: MessageTarget, user: UserId, emoji: string) => Promise<Message>
  readonly remove: (target: MessageTarget, user: UserId, emoji: string) => Promise<Message>
}

interface ReactionsOptions {
  readonly clock: Clock
  readonly database: Database
  readonly publish: Publish
  readonly fileAddress: FileAddress
}

/** @throws ProtocolError messageNotFound, missingPermission, messageRetracted */
async function openForReacting(reader: Reader, target: MessageTarget, user: UserId): Promise<MessageTable> {
  const access = await requireChannel(reader, target, user)
  const row = await findMessageIn(reader, target)
  demand(access, 'ADD_REACTIONS')
  demandStanding(row)
  return row
}

/** Reactions (MB-4). A change is one write and one event, whatever it replaces (MB-16, R24). */
export function createReactionsService(options: ReactionsOptions): ReactionsService {
  const { clock, database } = options
  const commits = createMessageCommits(options)

  return {
    put: (target, user, emoji) =>
      database.write(async (writer) => {
        const row = await openForReacting(writer, target, user)
        if (Buffer.byteLength(emoji) > MAX_EMOJI_BYTES) throw new ProtocolError('emojiTooLong')
        const reaction = { messageId: row.id, userId: user, emoji, createdAt: isoTime(clock.now()) }
        const changed = await repository.putReaction(writer, reaction)
        if (!changed) return { result: await commits.asMessage(writer, row) }
        return commits.changed(writer, row, { event: 'MESSAGE_REACTION_ADD', to: () => ({}) })
      }),
    remove: (target, user, emoji) =>
      database.write(async (writer) => {
        const row = await openForReacting(writer, target, user)
        const changed = await repository.removeReaction(writer, { messageId: row.id, userId: user, emoji })
        if (changed) return commits.changed(writer, row, { event: 'MESSAGE_REACTION_REMOVE', to: () => ({}) })
        // Somebody else's stays, and nobody hears of it (MB-16, R22).
        if (!(await repository.isOnMessage(writer, row.id, emoji))) throw new ProtocolError('reactionNotRemoved')
        return { result: await commits.asMessage(writer, row) }
      }),
  }
}
