import type { FastifyInstance } from 'fastify'
import type { Configuration } from './configuration.ts'
import { registerBotInviteRoutes } from './features/bot-invites/routes.ts'
import { createBotInvites } from './features/bot-invites/service.ts'
import { createBootstrapService, type BootstrapService } from './features/bots/bootstrap-service.ts'
import { createBotAccounts } from './features/bots/bot-accounts.ts'
import { createBotNews } from './features/bots/bot-news.ts'
import { createBotTokens } from './features/bots/bot-tokens.ts'
import { registerBootstrapRoutes, registerBotRoutes } from './features/bots/routes.ts'
import { createBotsService } from './features/bots/service.ts'
import { registerServiceRoutes } from './features/services/routes.ts'
import { createServicesService } from './features/services/service.ts'
import type { GatewayParts } from './gateway-parts.ts'
import { createInfraGate } from './plugins/infra-gate.ts'
import type { FileAddress } from './wire/file-address.ts'

interface Bots {
  readonly parts: GatewayParts
  readonly configuration: Configuration
  readonly fileAddress: FileAddress
}

/** Everything about bots: their owners', their services', their servers'. The answer is how one of them logs in. */
export function registerBots(app: FastifyInstance, bots: Bots): { readonly proveBot: BootstrapService['prove'] } {
  const { parts, configuration, fileAddress } = bots
  const { clock, log, database, files, forms, realtime, sessions } = parts
  const { publish, rooms, services } = realtime
  const gate = createInfraGate({ adminSecret: configuration.adminSecret, addresses: configuration.infraAddresses })
  const tokens = createBotTokens(configuration.botTokenKey)
  const news = createBotNews(publish, services)
  const accounts = createBotAccounts({ clock, publish, fileAddress })
  const { endAccess } = sessions
  const bootstrap = createBootstrapService({
    clock,
    database,
    tokens,
    news,
    onUnreadable: (bot) => {
      log.warn({ bot }, 'the token of a bot cannot be read: it was encrypted with another key')
    },
  })
  const owned = createBotsService({ clock, database, fileAddress, files, tokens, accounts, news, endAccess })
  registerBotRoutes(app, owned, forms)
  registerBootstrapRoutes(app, bootstrap, gate)
  registerBotInviteRoutes(app, createBotInvites({ clock, database, publish, rooms, fileAddress }))
  registerServiceRoutes(app, createServicesService({ clock, database, services }), gate)
  return { proveBot: bootstrap.prove }
}
