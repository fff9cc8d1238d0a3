import { findBotOf } from '../../access/bots.ts'
import { joinServer } from '../../access/join-server.ts'
import { findMembership, requireMembership, type MemberKey } from '../../access/server-access.ts'
import type { Clock } from '../../clock.ts'
import type { Database, Reader } from '../../database/open-database.ts'
import type { Publish } from '../../realtime/publish.ts'
import type { Rooms } from '../../realtime/rooms.ts'
import type { FileAddress } from '../../wire/file-address.ts'
import { toUserSummary } from '../../wire/user.ts'
import type { UserId } from '#shared/models/ids.ts'
import type { UserSummary } from '#shared/models/user.ts'
import { ProtocolError } from '#shared/protocol/errors.ts'
import * as repository from './repository.ts'

const MAX_HITS = 10

/** How a server's owner gets bots into it (MB-10). What is read of a request is read behind the gates. */
export interface BotInvitesService {
  readonly search: (key: MemberKey, readPart: () => string) => Promise<UserSummary[]>
  /** One that is a member already stays one, and nobody hears of it. */
  readonly invite: (key: MemberKey, readBot: () => UserId) => Promise<void>
}

interface BotInvitesOptions {
  readonly clock: Clock
  readonly database: Database
  readonly publish: Publish
  readonly rooms: Rooms
  readonly fileAddress: FileAddress
}

/** @throws ProtocolError serverNotFound, notServerMember, ownerRequired */
async function requireOwner(reader: Reader, { server, user }: MemberKey): Promise<void> {
  const { grants } = await requireMembership(reader, server, user)
  if (!grants.isOwner) throw new ProtocolError('ownerRequired')
}

/** @throws ProtocolError invitedBotNotFound, invitedIsNoBot, invitedIsWebhook */
async function demandBot(reader: Reader, user: UserId): Promise<void> {
  if ((await findBotOf(reader, user)) !== undefined) return
  const account = await repository.findAccount(reader, user)
  if (account === undefined) throw new ProtocolError('invitedBotNotFound')
  if (account.isBot === 0) throw new ProtocolError('invitedIsNoBot')
  // The account of a webhook, whether that is still there or not; every other one has lost its bot.
  throw new ProtocolError(account.email.startsWith('webhook-') ? 'invitedIsWebhook' : 'invitedBotNotFound')
}

export function createBotInvites(options: BotInvitesOptions): BotInvitesService {
  const { clock, database, publish, rooms, fileAddress } = options
  return {
    search: async (key, readPart) => {
      const { reader } = database
      await requireOwner(reader, key)
      const part = readPart()
      if (part === '') return []
      const rows = await repository.searchOutsiders(reader, { server: key.server, part, limit: MAX_HITS })
      return rows.map((row) => toUserSummary(row, fileAddress))
    },
    invite: (key, readBot) =>
      database.write<undefined>(async (writer) => {
        await requireOwner(writer, key)
        const { server } = key
        const user = readBot()
        await demandBot(writer, user)
        if ((await findMembership(writer, server, user)) !== undefined) return { result: undefined }
        await joinServer(writer, { server, user }, clock.now())
        const plan = await rooms.plan(writer, [user])
        return {
          result: undefined,
          announce: () => {
            plan.apply()
            publish.broadcast('MEMBER_JOIN', server, { serverId: server, userId: user })
          },
        }
      }),
  }
}
