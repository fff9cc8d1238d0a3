import type { BotTable } from '../../database/schema.ts'
import type { FileAddress } from '../../wire/file-address.ts'
import { bot, type Bot } from '#shared/models/bot.ts'

/** A bot as its owner gets it: nothing of its token (MB-9). */
export function toBot(row: BotTable, fileAddress: FileAddress): Bot {
  return bot.parse({
    _id: row.id,
    ownerId: row.ownerId,
    botUserId: row.botUserId,
    name: row.name,
    ...fileAddress(row.avatar),
    serviceType: row.serviceType,
    dmEnabled: row.dmEnabled === 1,
    config: row.config,
    createdAt: row.createdAt,
    updatedAt: row.updatedAt,
  })
}
