import * as z from 'zod/mini'
import { bot } from '#shared/models/bot.ts'
import { botId, userId } from '#shared/models/ids.ts'
import { userSummary } from '#shared/models/user.ts'
import { botPromptBody, createBotBody, updateBotBody } from '#shared/protocol/http/bots.ts'
import { registerServiceBody } from '#shared/protocol/http/services.ts'
import { searchUsersQuery } from '#shared/protocol/http/users.ts'
import type { DescribedRoutes } from '../route-description.ts'

const OWN = '/api/users/@me/bots'
const operator = { access: 'admin secret' } as const

const accessToken = z.string().check(z.regex(/^[\w-]{32}$/))
/** What a service gets of a bot: no account, which it learns by logging in. */
const handedBot = z.object({
  _id: botId,
  name: z.string(),
  config: z.string(),
  accessToken,
  serviceType: z.string(),
  dmEnabled: z.boolean(),
})
const ofType = z.object({ serviceType: z.string() })
const maybeOfType = z.object({ serviceType: z.optional(z.string()) })

export const botRoutes: DescribedRoutes = {
  [`GET ${OWN}`]: { summary: 'One’s own bots', answer: z.array(bot) },
  [`POST ${OWN}`]: {
    summary: 'Makes a bot, and tells its token',
    body: createBotBody,
    form: { file: 'avatar', fields: createBotBody },
    status: 201,
    answer: z.extend(bot, { accessToken }),
  },
  [`GET ${OWN}/:botId`]: { summary: 'A bot of one’s own', answer: bot },
  [`PATCH ${OWN}/:botId`]: {
    summary: 'Changes a bot',
    body: updateBotBody,
    form: { file: 'avatar', fields: updateBotBody },
    answer: bot,
  },
  [`DELETE ${OWN}/:botId`]: { summary: 'Deletes a bot; its account and what it said stay' },
  [`POST ${OWN}/:botId/token`]: {
    summary: 'A new token for a bot; everything by the old one ends',
    answer: z.object({ accessToken }),
  },
  'PATCH /api/bots/:botId/config': {
    summary: 'A bot sets its own system prompt',
    body: botPromptBody,
    answer: z.object({ config: z.string() }),
  },
  'GET /api/servers/:serverId/bots/search': {
    summary: 'Up to ten bots by a part of their name that are not in the server',
    query: searchUsersQuery,
    answer: z.array(userSummary),
  },
  'POST /api/servers/:serverId/bots/:botUserId': { summary: 'Brings a bot into the server' },
}

export const serviceRoutes: DescribedRoutes = {
  'POST /api/bots/bootstrap': {
    ...operator,
    summary: 'The bots of a service, with their tokens',
    query: maybeOfType,
    body: maybeOfType,
    answer: z.object({ bots: z.array(handedBot) }),
  },
  'GET /api/bots/:botId/bootstrap': {
    ...operator,
    summary: 'One bot with its token',
    query: maybeOfType,
    answer: z.object({ bot: handedBot }),
  },
  'POST /api/infra/service-types/register': {
    ...operator,
    summary: 'Says what a service is, in place of what was said before',
    query: maybeOfType,
    body: z.extend(registerServiceBody, maybeOfType.shape),
    answer: z.object({ serviceType: z.string(), serverName: z.string() }),
  },
  'GET /api/infra/available-services': {
    summary: 'The services that run, or all that are known',
    query: z.object({ includeOffline: z.optional(z.string()) }),
    answer: z.object({
      services: z.array(
        z.object({
          serviceType: z.string(),
          serverName: z.string(),
          icon: z.string(),
          description: z.string(),
          configTemplate: z.string(),
          online: z.boolean(),
          connections: z.int(),
        }),
      ),
    }),
  },
  'GET /api/infra/service-bot-user': {
    summary: 'The bot of a service that takes direct messages',
    query: ofType,
    answer: z.object({ botUserId: userId }),
  },
}
