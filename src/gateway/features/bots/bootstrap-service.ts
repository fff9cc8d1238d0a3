import { isServiceKnown } from '../../access/bots.ts'
import type { Clock } from '../../clock.ts'
import { parseObject } from '../../database/json-column.ts'
import type { Database, Reader } from '../../database/open-database.ts'
import type { BotTable } from '../../database/schema.ts'
import { isoTime } from '../../new-id.ts'
import type { BotId, UserId } from '#shared/models/ids.ts'
import { ProtocolError } from '#shared/protocol/errors.ts'
import type { BotNews } from './bot-news.ts'
import type { BotTokens } from './bot-tokens.ts'
import * as repository from './repository.ts'

/** Who presented a bot's token, and of when. */
interface ProvedBot {
  readonly userId: string
  readonly credentialVersion: number
}

/** What those need who run bots, and what a bot itself may do (ID-8.5, MB-9.1, 9.2). */
export interface BootstrapService {
  /** @throws ProtocolError invalidBotToken */
  readonly prove: (accessToken: string) => Promise<ProvedBot>
  /** @throws ProtocolError serviceTypeUnknown */
  readonly all: (serviceType: string) => Promise<object[]>
  /** @throws ProtocolError serviceTypeUnknown, botNotFound, botTokenUnavailable */
  readonly one: (bot: BotId, serviceType: string | undefined) => Promise<object>
  /** @throws ProtocolError botNotFound, for everybody but the bot itself */
  readonly setPrompt: (bot: BotId, caller: UserId, readPrompt: () => string) => Promise<{ readonly config: string }>
}

interface BootstrapOptions {
  readonly clock: Clock
  readonly database: Database
  readonly tokens: BotTokens
  readonly news: BotNews
  /** A bot that cannot be handed over, as its token cannot be read any more. */
  readonly onUnreadable: (bot: string) => void
}

async function demandKnown(reader: Reader, serviceType: string): Promise<void> {
  if (!(await isServiceKnown(reader, serviceType))) throw new ProtocolError('serviceTypeUnknown', { serviceType })
}

/** What is no object is replaced by one (MB-9.1). */
function membersOf(config: string): Record<string, unknown> {
  try {
    return Array.isArray(JSON.parse(config)) ? {} : parseObject(config)
  } catch {
    return {}
  }
}

export function createBootstrapService(options: BootstrapOptions): BootstrapService {
  const { clock, database, tokens, news, onUnreadable } = options

  function handOver(row: BotTable): object | undefined {
    const accessToken = tokens.unseal(row.id, row.sealedToken)
    if (accessToken === undefined) {
      onUnreadable(row.id)
      return undefined
    }
    const { id, name, config, serviceType, dmEnabled } = row
    return { _id: id, name, config, accessToken, serviceType, dmEnabled: dmEnabled === 1 }
  }

  return {
    prove: async (accessToken) => {
      const proved = await repository.findByTokenHash(database.reader, tokens.hash(accessToken))
      if (proved === undefined) throw new ProtocolError('invalidBotToken')
      return proved
    },
    all: (serviceType) =>
      database.settle(async (reader) => {
        await demandKnown(reader, serviceType)
        return (await repository.botsOfService(reader, serviceType)).flatMap((row) => handOver(row) ?? [])
      }),
    one: (bot, serviceType) =>
      database.settle(async (reader) => {
        if (serviceType !== undefined) await demandKnown(reader, serviceType)
        const row = await repository.findBot(reader, bot)
        if (row === undefined || row.serviceType !== (serviceType ?? row.serviceType)) {
          throw new ProtocolError('botNotFound')
        }
        const handed = handOver(row)
        if (handed === undefined) throw new ProtocolError('botTokenUnavailable')
        return handed
      }),
    setPrompt: (bot, caller, readPrompt) =>
      database.write(async (writer) => {
        const row = await repository.findBot(writer, bot)
        if (row?.botUserId !== caller) throw new ProtocolError('botNotFound')
        const config = JSON.stringify({ ...membersOf(row.config), system_prompt: readPrompt() })
        const next = await repository.updateBot(writer, row, { config, updatedAt: isoTime(clock.now()) })
        return { result: { config }, announce: await news(writer, next) }
      }),
  }
}
