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
   * Gives the account its bot's name and picture; the answer tells everybody who knows it (extension `user-update`).
   * @throws ProtocolError usernameUnavailable
   */
  readonly follow: (writer: Writer, bot: BotTable) => Promise<() => void>
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

  return {
    create: async (writer, bot) => {
      const { id, botUserId, name: username, avatar, createdAt } = bot
      const discriminator = await discriminatorFor(writer, username)
      const email = `bot-${id}@internal.mew`
      await repository.insertBotUser(writer, { id: botUserId, email, username, discriminator, avatar, createdAt })
    },
    follow: async (writer, { botUserId, name: username, avatar }) => {
      const present = await repository.getNaming(writer, botUserId)
      const sameName = present.username === username
      if (sameName && present.avatar === avatar) return () => undefined
      const discriminator = sameName
        ? present.discriminator
        : await discriminatorFor(writer, username, present.discriminator)
      const updatedAt = isoTime(clock.now())
      await repository.setNaming(writer, botUserId, { username, discriminator, avatar, updatedAt })
      const profile = await publicProfile(writer, fileAddress, botUserId)
      const rooms = await roomsOfAcquaintances(writer, botUserId)
      return () => {
        publish.broadcast('USER_UPDATE', rooms, profile)
      }
    },
  }
}
