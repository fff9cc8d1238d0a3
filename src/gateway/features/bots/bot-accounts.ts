import { roomsOfAcquaintances } from '../../access/acquaintances.ts'
import type { Clock } from '../../clock.ts'
import { freeDiscriminator } from '../../database/free-discriminator.ts'
import type { Writer } from '../../database/open-database.ts'
import type { BotTable } from '../../database/schema.ts'
import { isoTime } from '../../new-id.ts'
import type { Publish } from '../../realtime/publish.ts'
import type { FileAddress } from '../../wire/file-address.ts'
import { publicProfile } from '../../wire/user.ts'
import { ProtocolError } from '#shared/protocol/errors.ts'
import * as repository from './repository.ts'

/** The accounts that bots speak by: made with them, and called as they are (MB-9). */
export interface BotAccounts {
  /** @throws ProtocolError usernameUnavailable where 9999 accounts have that name */
  readonly create: (writer: Writer, bot: BotTable) => Promise<void>
  /**
   * Gives the account what of its bot's name and picture has changed; what it has set itself otherwise stays.
   * @throws ProtocolError usernameUnavailable
   */
  readonly follow: (writer: Writer, account: string, change: Naming) => Promise<Followed>
}

interface Naming {
  readonly name?: string
  readonly avatar?: string
}

interface Followed {
  /** Tells everybody who knows the account (extension `user-update`). */
  readonly tell: () => void
  /** The picture it had, where it has another one now. */
  readonly formerAvatar: string | null
}

interface BotAccountsOptions {
  readonly clock: Clock
  readonly publish: Publish
  readonly fileAddress: FileAddress
}

export function createBotAccounts({ clock, publish, fileAddress }: BotAccountsOptions): BotAccounts {
  async function discriminatorFor(writer: Writer, username: string, present?: string): Promise<string> {
    const stays = present !== undefined && !(await repository.isNameTaken(writer, { username, discriminator: present }))
    const free = stays ? present : await freeDiscriminator(writer, username)
    if (free === undefined) throw new ProtocolError('usernameUnavailable')
    return free
  }

  async function newsOf(writer: Writer, account: string): Promise<() => void> {
    const profile = await publicProfile(writer, fileAddress, account)
    const rooms = await roomsOfAcquaintances(writer, account)
    return () => {
      publish.broadcast('USER_UPDATE', rooms, profile)
    }
  }

  return {
    create: async (writer, bot) => {
      const { id, botUserId, name: username, avatar, createdAt } = bot
      const discriminator = await discriminatorFor(writer, username)
      const email = `bot-${id}@internal.mew`
      await repository.insertBotUser(writer, { id: botUserId, email, username, discriminator, avatar, createdAt })
    },
    follow: async (writer, account, { name, avatar }) => {
      const present = await repository.getNaming(writer, account)
      const username = name ?? present.username
      const picture = avatar ?? present.avatar
      const sameName = present.username === username
      if (sameName && present.avatar === picture) return { tell: () => undefined, formerAvatar: null }
      const discriminator = sameName
        ? present.discriminator
        : await discriminatorFor(writer, username, present.discriminator)
      const updatedAt = isoTime(clock.now())
      await repository.setNaming(writer, account, { username, discriminator, avatar: picture, updatedAt })
      return {
        tell: await newsOf(writer, account),
        formerAvatar: present.avatar === picture ? null : present.avatar,
      }
    },
  }
}
