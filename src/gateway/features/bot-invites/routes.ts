import type { FastifyInstance, FastifyRequest } from 'fastify'
import { memberKeyOf } from '../../member-key.ts'
import { parseInput } from '../../parse-input.ts'
import { isId, userId, type UserId } from '#shared/models/ids.ts'
import { ProtocolError } from '#shared/protocol/errors.ts'
import { searchUsersQuery } from '#shared/protocol/http/users.ts'
import type { BotInvitesService } from './service.ts'

const MOUNT = '/api/servers/:serverId/bots'

const partOf = (request: FastifyRequest): string => parseInput(searchUsersQuery, request.query, 'query.').q.trim()

/** Here even what is no id is a bot that is not there (MB-10). */
function botOf(request: FastifyRequest): UserId {
  const id = String((request.params as { botUserId?: unknown }).botUserId).toLowerCase()
  if (!isId(id)) throw new ProtocolError('invitedBotNotFound')
  return userId.parse(id)
}

/** Bots that a server's owner looks for and brings in (MB-10). */
export function registerBotInviteRoutes(app: FastifyInstance, invites: BotInvitesService): void {
  app.get(`${MOUNT}/search`, (request) => invites.search(memberKeyOf(request), () => partOf(request)))
  app.post(`${MOUNT}/:botUserId`, async (request, reply) => {
    await invites.invite(memberKeyOf(request), () => botOf(request))
    return reply.code(204).send()
  })
}
