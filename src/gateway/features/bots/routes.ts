import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { BotKey } from '../../access/bots.ts'
import { demandImage } from '../../files/media-types.ts'
import { parseId, parseInput } from '../../parse-input.ts'
import { actorOf } from '../../plugins/auth.ts'
import type { Forms } from '../../plugins/forms.ts'
import type { InfraGate } from '../../plugins/infra-gate.ts'
import { serviceTypeOf, wantedServiceType } from '../../plugins/service-type.ts'
import { botId, type BotId } from '#shared/models/ids.ts'
import { botPromptBody, createBotBody, updateBotBody } from '#shared/protocol/http/bots.ts'
import type { BootstrapService } from './bootstrap-service.ts'
import type { BotsService } from './service.ts'

const OWN = '/api/users/@me/bots'

/** No user has anything to do with it: the gate asks for the admin secret. */
const open = { config: { open: true } } as const

const form = { config: { form: true } } as const
const picture = { file: 'avatar', accept: demandImage } as const

const botOf = (request: FastifyRequest): BotId => parseId(botId, (request.params as { botId?: unknown }).botId)

const keyOf = (request: FastifyRequest): BotKey => ({ bot: botOf(request), owner: actorOf(request).userId })

/** Bots, as their owners manage them (MB-9). */
export function registerBotRoutes(app: FastifyInstance, bots: BotsService, { withForm }: Forms): void {
  app.get(OWN, (request) => bots.list(actorOf(request).userId))
  app.post(OWN, form, async (request, reply) => {
    const made = await withForm(request, picture, async ({ body, file }) =>
      bots.create(actorOf(request).userId, parseInput(createBotBody, body), file),
    )
    return reply.code(201).send(made)
  })
  app.get(`${OWN}/:botId`, (request) => bots.get(keyOf(request)))
  app.patch(`${OWN}/:botId`, form, async (request) => {
    const key = keyOf(request)
    await bots.admit(key)
    return withForm(request, picture, ({ body, file }) =>
      bots.update(key, () => parseInput(updateBotBody, body ?? {}), file),
    )
  })
  app.delete(`${OWN}/:botId`, async (request, reply) => {
    await bots.remove(keyOf(request))
    return reply.code(204).send()
  })
  app.post(`${OWN}/:botId/token`, (request) => bots.renewToken(keyOf(request)))
}

/** For those who run bots (MB-9.2), and for a bot itself (MB-9.1). */
export function registerBootstrapRoutes(app: FastifyInstance, bots: BootstrapService, gate: InfraGate): void {
  app.post('/api/bots/bootstrap', open, async (request) => {
    gate(request)
    return { bots: await bots.all(serviceTypeOf(request)) }
  })
  app.get('/api/bots/:botId/bootstrap', open, async (request) => {
    gate(request)
    return { bot: await bots.one(botOf(request), wantedServiceType(request)) }
  })
  app.patch('/api/bots/:botId/config', (request) =>
    bots.setPrompt(
      botOf(request),
      actorOf(request).userId,
      () => parseInput(botPromptBody, request.body).system_prompt,
    ),
  )
}
