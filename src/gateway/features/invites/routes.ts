import type { FastifyInstance } from 'fastify'
import { parseId, parseInput } from '../../parse-input.ts'
import { actorOf } from '../../plugins/auth.ts'
import { serverId } from '#shared/models/ids.ts'
import { createInviteBody, type CreateInviteBody } from '#shared/protocol/http/invites.ts'
import type { InvitesService } from './service.ts'

/** Invites (ID-13). */
export function registerInviteRoutes(app: FastifyInstance, invites: InvitesService): void {
  app.post<{ Params: { serverId: string } }>('/api/servers/:serverId/invites', async (request, reply) => {
    const server = parseId(serverId, request.params.serverId)
    const readBody = (): CreateInviteBody => parseInput(createInviteBody, request.body)
    return reply.code(201).send(await invites.create(server, actorOf(request).userId, readBody))
  })
  app.get<{ Params: { code: string } }>('/api/invites/:code', (request) => invites.preview(request.params.code))
  app.post<{ Params: { code: string } }>('/api/invites/:code', (request) =>
    invites.accept(request.params.code, actorOf(request).userId),
  )
}
