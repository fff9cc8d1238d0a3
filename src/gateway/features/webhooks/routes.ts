import type { FastifyInstance, FastifyRequest } from 'fastify'
import { demandImage } from '../../files/media-types.ts'
import { parseId, parseInput } from '../../parse-input.ts'
import { actorOf } from '../../plugins/auth.ts'
import type { Forms } from '../../plugins/forms.ts'
import { channelId, serverId, webhookId, type WebhookId } from '#shared/models/ids.ts'
import { ProtocolError } from '#shared/protocol/errors.ts'
import { presignBody } from '#shared/protocol/http/uploads.ts'
import { createWebhookBody, executeWebhookBody, updateWebhookBody } from '#shared/protocol/http/webhooks.ts'
import type { WebhookExecution, WebhookKey } from './execution.ts'
import type { WebhookPlace, WebhooksService } from './service.ts'

const MOUNT = '/api/servers/:serverId/channels/:channelId/webhooks'
const MAX_KEY_LENGTH = 128

interface Params {
  readonly serverId?: unknown
  readonly channelId?: unknown
  readonly webhookId?: unknown
  readonly token?: string
}

function placeOf(request: FastifyRequest): WebhookPlace {
  const params = request.params as Params
  return { server: parseId(serverId, params.serverId), channel: parseId(channelId, params.channelId) }
}

const idOf = (request: FastifyRequest): WebhookId => parseId(webhookId, (request.params as Params).webhookId)

const form = { config: { form: true } } as const
const picture = { file: 'avatar', accept: demandImage } as const

/** Webhooks of a channel (MB-8.1). */
export function registerWebhookRoutes(app: FastifyInstance, webhooks: WebhooksService, { withForm }: Forms): void {
  const managed = (request: FastifyRequest): ReturnType<WebhooksService['of']> =>
    webhooks.of(placeOf(request), actorOf(request).userId, () => idOf(request))

  app.get(MOUNT, (request) => webhooks.list(placeOf(request), actorOf(request).userId))
  app.post(MOUNT, form, async (request, reply) => {
    const [place, user] = [placeOf(request), actorOf(request).userId]
    await webhooks.admit(place, user)
    const created = await withForm(request, picture, ({ body, file }) =>
      webhooks.create(place, user, () => ({ ...parseInput(createWebhookBody, body), file })),
    )
    return reply.code(201).send(created)
  })
  app.get(`${MOUNT}/:webhookId/token`, (request) => managed(request).token())
  app.post(`${MOUNT}/:webhookId/reset-token`, (request) => managed(request).resetToken())
  app.patch(`${MOUNT}/:webhookId`, form, async (request) => {
    const webhook = managed(request)
    await webhook.admit()
    return withForm(request, picture, ({ body, file }) =>
      webhook.update(() => ({ ...parseInput(updateWebhookBody, body ?? {}), file })),
    )
  })
  app.delete(`${MOUNT}/:webhookId`, async (request, reply) => {
    await managed(request).remove()
    return reply.code(204).send()
  })
}

function keyOf(request: FastifyRequest): WebhookKey {
  const { token = '' } = request.params as Params
  return { webhook: idOf(request), token }
}

/** @throws ProtocolError idempotencyKeyTooLong */
function idempotencyKeyOf(request: FastifyRequest): string | undefined {
  const value = request.headers['idempotency-key']
  if (typeof value !== 'string' || value === '') return undefined
  if (value.length > MAX_KEY_LENGTH) throw new ProtocolError('idempotencyKeyTooLong')
  return value
}

const open = { config: { open: true } } as const
const openForm = { config: { open: true, form: true } } as const
const AT = '/api/webhooks/:webhookId/:token'

/** What whoever has a webhook's address may do with it (MB-8.2): the token in the path is the only credential. */
export function registerWebhookExecution(app: FastifyInstance, execution: WebhookExecution, { withForm }: Forms): void {
  app.post(AT, open, (request) =>
    execution.execute(keyOf(request), {
      readBody: () => {
        const { body } = request
        return parseInput(executeWebhookBody, Array.isArray(body) ? {} : (body ?? {}))
      },
      idempotencyKey: idempotencyKeyOf(request),
    }),
  )
  app.post(`${AT}/presign`, open, (request) =>
    execution.announce(keyOf(request), () => parseInput(presignBody, request.body)),
  )
  app.post(`${AT}/upload`, openForm, async (request, reply) => {
    const key = keyOf(request)
    await execution.admit(key)
    return reply.code(201).send(await withForm(request, { file: 'file' }, ({ file }) => execution.keep(key, file)))
  })
}
