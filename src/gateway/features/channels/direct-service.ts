import type { Clock } from '../../clock.ts'
import type { Database, Reader, Writer } from '../../database/open-database.ts'
import type { ChannelTable } from '../../database/schema.ts'
import { isoTime, newId } from '../../new-id.ts'
import { parseId } from '../../parse-input.ts'
import type { Publish } from '../../realtime/publish.ts'
import type { Rooms } from '../../realtime/rooms.ts'
import type { FileAddress } from '../../wire/file-address.ts'
import { userSummaries } from '../../wire/user.ts'
import { directChannel, type DirectChannel } from '#shared/models/channel.ts'
import { userId, type UserId } from '#shared/models/ids.ts'
import { directMessagePermissions } from '#shared/models/permissions.ts'
import type { UserSummary } from '#shared/models/user.ts'
import { ProtocolError } from '#shared/protocol/errors.ts'
import * as repository from './repository.ts'

export interface DirectService {
  /** Opens the channel of two people, or gives the one they have (ID-9.8). */
  readonly open: (user: UserId, recipient: unknown) => Promise<object>
  readonly list: (user: UserId) => Promise<object[]>
}

interface DirectOptions {
  readonly clock: Clock
  readonly database: Database
  readonly publish: Publish
  readonly rooms: Rooms
  readonly fileAddress: FileAddress
}

interface Recipient {
  readonly recipient: UserId
  /** A bot that takes no direct messages; those it has go on (MB-9). */
  readonly declines: boolean
}

function toDirect(row: ChannelTable, recipients: readonly UserSummary[]): DirectChannel & { permissionOverrides: [] } {
  const { _id, createdAt, updatedAt } = directChannel.parse({
    _id: row.id,
    type: 'DM',
    recipients: [],
    createdAt: row.createdAt,
    updatedAt: row.updatedAt,
  })
  return { _id, type: 'DM', recipients, permissionOverrides: [], createdAt, updatedAt }
}

export function createDirectService(options: DirectOptions): DirectService {
  const { clock, database, publish, rooms, fileAddress } = options

  async function recipientFor(reader: Reader, user: UserId, wanted: unknown): Promise<Recipient> {
    if (wanted === undefined || wanted === null || wanted === '') throw new ProtocolError('recipientRequired')
    const recipient = parseId(userId, wanted)
    if (recipient === user) throw new ProtocolError('recipientIsSelf')
    const row = await repository.findRecipient(reader, recipient)
    if (row === undefined) throw new ProtocolError('recipientNotFound')
    return { recipient, declines: row.isBot === 1 && row.dmEnabled !== 1 }
  }

  /** Both people, the one who asks first. */
  async function pair(reader: Reader, user: UserId, other: UserId): Promise<UserSummary[]> {
    const found = await userSummaries(reader, fileAddress, [user, other])
    return [user, other].flatMap((id) => found.get(id) ?? [])
  }

  async function insertNew(writer: Writer, user: UserId, recipient: UserId): Promise<ChannelTable> {
    const now = clock.now()
    const row = repository.directRow(newId(now), [user, recipient], isoTime(now))
    await repository.insertDirect(writer, row, [user, recipient])
    return row
  }

  return {
    open: (user, wanted) =>
      database.write<object>(async (writer) => {
        const { recipient, declines } = await recipientFor(writer, user, wanted)
        const people = await pair(writer, user, recipient)
        const known = await repository.findDirect(writer, repository.directKeyOf(user, recipient))
        if (known !== undefined) return { result: toDirect(known, people) }
        if (declines) throw new ProtocolError('recipientDeclines')
        const channel = toDirect(await insertNew(writer, user, recipient), people)
        const plan = await rooms.plan(writer, [user, recipient])
        return {
          result: channel,
          announce: () => {
            plan.apply()
            // To both: the other tabs of the one who opened it must learn of it too (GW-12, D22).
            publish.broadcastToUser(recipient, 'DM_CHANNEL_CREATE', channel)
            publish.broadcastToUser(user, 'DM_CHANNEL_CREATE', channel)
          },
        }
      }),
    list: (user) =>
      database.settle(async (reader) => {
        const rows = await repository.directsOf(reader, user)
        const ids = rows.map((row) => row.id)
        const recipients = await repository.recipientsOf(reader, ids)
        const people = await userSummaries(reader, fileAddress, [...new Set([...recipients.values()].flat())])
        const last = await repository.lastMessages(reader, fileAddress, ids)
        const read = await repository.readStatesOf(reader, user)
        return rows.map((row) => ({
          ...toDirect(
            row,
            (recipients.get(row.id) ?? []).flatMap((id) => people.get(id) ?? []),
          ),
          lastMessage: last.get(row.id) ?? null,
          lastReadMessageId: read.get(row.id) ?? null,
          permissions: directMessagePermissions,
        }))
      }),
  }
}
