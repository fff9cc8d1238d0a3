import type { FastifyInstance, FastifyRequest } from 'fastify'
import { parseId, parseInput } from '../../parse-input.ts'
import { actorOf } from '../../plugins/auth.ts'
import { serverId, type ServerId } from '#shared/models/ids.ts'
import { createServerBody } from '#shared/protocol/http/servers.ts'
import type { ServersService } from './service.ts'

const serverOf = (request: FastifyRequest): ServerId =>
  parseId(serverId, (request.params as { serverId?: unknown }).serverId)

/** Servers, roles and members (ID-9.6, 10, 11.1, 12.1). */
export function registerServerRoutes(app: FastifyInstance, servers: ServersService): void {
  app.get('/api/users/@me/servers', (request) => servers.list(actorOf(request).userId))
  app.post('/api/servers', async (request, reply) => {
    const body = parseInput(createServerBody, request.body)
    return reply.code(201).send(await servers.create(actorOf(request).userId, body))
  })
  app.get('/api/servers/:serverId', (request) => servers.get(serverOf(request), actorOf(request).userId))
  app.get('/api/servers/:serverId/roles', (request) => servers.roles(serverOf(request), actorOf(request).userId))
  app.get('/api/servers/:serverId/members', (request) => servers.members(serverOf(request), actorOf(request).userId))
}
