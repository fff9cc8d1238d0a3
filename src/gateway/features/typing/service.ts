import { channelAudience } from '../../access/channel-audience.ts'
import { demand, requireChannel } from '../../access/channel-access.ts'
import type { Clock } from '../../clock.ts'
import type { Database } from '../../database/open-database.ts'
import { parseId, parseInput } from '../../parse-input.ts'
import type { Publish } from '../../realtime/publish.ts'
import { channelId, type UserId } from '#shared/models/ids.ts'
import { clientCommands } from '#shared/protocol/commands.ts'

/** Somebody types in a channel: told at most so often, however many of their sockets say it. */
const PAUSE_MS = 3_000

export interface TypingService {
  /** Tells whoever hears a channel that somebody types there. Nothing is stored. */
  readonly start: (user: UserId, command: unknown) => Promise<void>
}

interface TypingOptions {
  readonly clock: Clock
  readonly database: Database
  readonly publish: Publish
}

export function createTypingService({ clock, database, publish }: TypingOptions): TypingService {
  const told = new Set<string>()

  return {
    start: async (user, command) => {
      const channel = parseId(channelId, parseInput(clientCommands.typing, command).channelId)
      const key = `${user} ${channel}`
      if (told.has(key)) return
      // Between two commits: who may write here now is who is told, and what they hear is theirs to hear.
      await database.settle(async (reader) => {
        const access = await requireChannel(reader, { channel }, user)
        demand(access, 'SEND_MESSAGES')
        if (access.channel.type === 'GUILD_WEB' || told.has(key)) return
        const rooms = await channelAudience(reader, access.channel)
        told.add(key)
        clock.after(PAUSE_MS, () => told.delete(key))
        publish.broadcast('TYPING_START', { rooms, except: user }, { channelId: channel, userId: user })
      })
    },
  }
}
