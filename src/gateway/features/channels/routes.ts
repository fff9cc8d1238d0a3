import type { FastifyInstance, FastifyRequest } from 'fastify'
import { parseId, parseInput } from '../../parse-input.ts'
import { actorOf } from '../../plugins/auth.ts'
import { serverId, type ServerId } from '#shared/models/ids.ts'
import { openDirectBody } from '#shared/protocol/http/channels.ts'
import { createChannelBody, type CreateChannelBody } from '#shared/protocol/http/servers.ts'
import type { ChannelsService } from './service.ts'
import type { DirectService } from './direct-service.ts'

const serverOf = (request: FastifyRequest): ServerId =>
  parseId(serverId, (request.params as { serverId?: unknown }).serverId)

/** Channels of servers and direct messages (ID-9.7, 9.8, 14.2, 14.3). */
export function registerChannelRoutes(app: FastifyInstance, channels: ChannelsService, direct: DirectService): void {
  app.get('/api/servers/:serverId/channels', (request) => channels.list(serverOf(request), actorOf(request).userId))
  app.post('/api/servers/:serverId/channels', async (request, reply) => {
    const readBody = (): CreateChannelBody => parseInput(createChannelBody, request.body)
    return reply.code(201).send(await channels.create(serverOf(request), actorOf(request).userId, readBody))
  })
  app.get('/api/users/@me/channels', (request) => direct.list(actorOf(request).userId))
  app.post('/api/users/@me/channels', async (request, reply) => {
    const { recipientId } = parseInput(openDirectBody, request.body ?? {})
    return reply.code(201).send(await direct.open(actorOf(request).userId, recipientId))
  })
}
