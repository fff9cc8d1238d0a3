import type { FastifyInstance, FastifyRequest } from 'fastify'
import { parseId, parseInput } from '../../parse-input.ts'
import type { ChannelPlace } from '../../access/channel-access.ts'
import { actorOf } from '../../plugins/auth.ts'
import type { Forms } from '../../plugins/forms.ts'
import { whileConnected } from '../../plugins/while-connected.ts'
import { channelId, messageId, serverId, type MessageId } from '#shared/models/ids.ts'
import { ProtocolError, ValidationError } from '#shared/protocol/errors.ts'
import { createMessageBody, editMessageBody, type CreateMessageBody } from '#shared/protocol/http/messages.ts'
import type { MessageTarget } from './message-rules.ts'
import type { ReactionsService } from './reactions-service.ts'
import type { MessagesService } from './service.ts'
import type { TranscriptsService } from './transcripts-service.ts'

const DEFAULT_LIMIT = 50
const MAX_LIMIT = 100

interface Params {
  readonly serverId?: string
  readonly channelId?: string
  readonly messageId?: string
  readonly emoji?: string
}

function placeOf(request: FastifyRequest): ChannelPlace {
  const params = request.params as Params
  return {
    server: params.serverId === undefined ? undefined : parseId(serverId, params.serverId),
    channel: parseId(channelId, params.channelId),
  }
}

const targetOf = (request: FastifyRequest): MessageTarget => ({
  ...placeOf(request),
  message: parseId(messageId, (request.params as Params).messageId),
})

/** `limit` as the protocol reads it: leading digits count, empty is the default, 1 to 100 (MB-3.1). */
function limitOf(value: unknown): number {
  if (value === undefined || value === '') return DEFAULT_LIMIT
  const limit = typeof value === 'string' ? Number.parseInt(value, 10) : Number.NaN
  if (limit >= 1 && limit <= MAX_LIMIT) return limit
  throw new ValidationError([{ path: 'query.limit', message: `Invalid input: expected int from 1 to ${MAX_LIMIT}` }])
}

function pageOf(request: FastifyRequest): { before: MessageId | undefined; limit: number } {
  const { before, limit } = request.query as { before?: unknown; limit?: unknown }
  return {
    before: before === undefined || before === '' ? undefined : parseId(messageId, before),
    limit: limitOf(limit),
  }
}

const mounts = ['/api/channels/:channelId', '/api/servers/:serverId/channels/:channelId'] as const

/** Messages, under both mounts with the same behaviour (MB-1.5, 3). */
export function registerMessageRoutes(app: FastifyInstance, messages: MessagesService): void {
  for (const mount of mounts) {
    app.get(`${mount}/messages`, (request) =>
      messages.list(placeOf(request), actorOf(request).userId, () => pageOf(request)),
    )
    app.post(`${mount}/messages`, async (request, reply) => {
      const readBody = (): CreateMessageBody => parseInput(createMessageBody, request.body)
      const by = { kind: 'account', user: actorOf(request).userId } as const
      return reply.code(201).send(await messages.create(placeOf(request), by, readBody))
    })
    app.patch(`${mount}/messages/:messageId`, (request) => {
      const readContent = (): string => parseInput(editMessageBody, request.body).content
      return messages.edit(targetOf(request), actorOf(request).userId, readContent)
    })
    app.delete(`${mount}/messages/:messageId`, (request) =>
      messages.retract(targetOf(request), actorOf(request).userId),
    )
  }
}

/** Decoded by the router; without one the path is none of ours. */
function emojiOf(request: FastifyRequest): string {
  const { emoji = '' } = request.params as Params
  if (emoji === '') throw new ProtocolError('routeNotFound')
  return emoji
}

/** Reactions of the one who asks, under both mounts (MB-4). */
export function registerReactionRoutes(app: FastifyInstance, reactions: ReactionsService): void {
  for (const mount of mounts) {
    const path = `${mount}/messages/:messageId/reactions/:emoji/@me`
    app.put(path, (request) => reactions.put(targetOf(request), actorOf(request).userId, emojiOf(request)))
    app.delete(path, (request) => reactions.remove(targetOf(request), actorOf(request).userId, emojiOf(request)))
  }
}

/** Voice messages written down by whoever can hear them, under both mounts (MB-3.7). */
export function registerTranscriptRoutes(app: FastifyInstance, transcripts: TranscriptsService, forms: Forms): void {
  for (const mount of mounts) {
    app.post(`${mount}/messages/:messageId/transcribe`, { config: { form: true } }, async (request, reply) => {
      const user = actorOf(request).userId
      const target = targetOf(request)
      await transcripts.admit(target, user)
      return whileConnected(reply, (signal) =>
        forms.withForm(request, { file: 'file' }, async ({ file }) =>
          reply.type('text/plain; charset=utf-8').send(await transcripts.write({ target, user, file, signal })),
        ),
      )
    })
  }
}
