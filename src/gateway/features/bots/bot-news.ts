import type { Writer } from '../../database/open-database.ts'
import type { BotTable } from '../../database/schema.ts'
import type { Publish } from '../../realtime/publish.ts'
import type { Services } from '../../realtime/services.ts'
import { botId } from '#shared/models/ids.ts'

/** Plans what follows from a change of a bot; the answer is for the commit's announcement. */
export type BotNews = (writer: Writer, bot: BotTable, formerType?: string) => Promise<() => void>

/**
 * Who is online by which service, and `SYSTEM_BOT_CONFIG_UPDATE` to the service the bot has and to the one it had before
 * (GW-10.3, GW-12.D19 and D21).
 */
export function createBotNews(publish: Publish, services: Services): BotNews {
  return async (writer, { id, serviceType }, formerType = serviceType) => {
    const types = [...new Set([serviceType, formerType])]
    const presence = await services.plan(writer, types)
    return () => {
      presence.apply()
      for (const type of types) {
        publish.broadcastToService(type, 'SYSTEM_BOT_CONFIG_UPDATE', { serviceType, botId: botId.parse(id) })
      }
    }
  }
}
