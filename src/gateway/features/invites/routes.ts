import type { FastifyInstance } from 'fastify'
import { memberKeyOf } from '../../member-key.ts'
import { parseInput } from '../../parse-input.ts'
import { actorOf } from '../../plugins/auth.ts'
import { createInviteBody } from '#shared/protocol/http/invites.ts'
import type { InvitesService } from './service.ts'

/** Invites (ID-13). */
export function registerInviteRoutes(app: FastifyInstance, invites: InvitesService): void {
  app.post('/api/servers/:serverId/invites', async (request, reply) => {
    const invite = await invites.create(memberKeyOf(request), () => parseInput(createInviteBody, request.body))
    return reply.code(201).send(invite)
  })
  app.get<{ Params: { code: string } }>('/api/invites/:code', (request) => invites.preview(request.params.code))
  app.post<{ Params: { code: string } }>('/api/invites/:code', (request) =>
    invites.accept(request.params.code, actorOf(request).userId),
  )
}
