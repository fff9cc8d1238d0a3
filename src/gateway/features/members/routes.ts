import type { FastifyInstance, FastifyRequest } from 'fastify'
import { memberKeyOf } from '../../member-key.ts'
import { parseId, parseInput } from '../../parse-input.ts'
import { roleId, userId, type UserId } from '#shared/models/ids.ts'
import { memberNotificationBody, memberRolesBody } from '#shared/protocol/http/members.ts'
import type { MembersService } from './service.ts'

const MOUNT = '/api/servers/:serverId/members'

const userReader = (request: FastifyRequest) => (): UserId =>
  parseId(userId, (request.params as { userId?: unknown }).userId)

/** Members (ID-12). */
export function registerMemberRoutes(app: FastifyInstance, members: MembersService): void {
  app.get(MOUNT, (request) => members.list(memberKeyOf(request)))
  app.delete(`${MOUNT}/@me`, async (request, reply) => {
    await members.leave(memberKeyOf(request))
    return reply.code(204).send()
  })
  app.delete(`${MOUNT}/:userId`, async (request, reply) => {
    await members.kick(memberKeyOf(request), userReader(request))
    return reply.code(204).send()
  })
  app.put(`${MOUNT}/:userId/roles`, (request) =>
    members.setRoles(memberKeyOf(request), userReader(request), () =>
      parseInput(memberRolesBody, request.body).roleIds.map((id) => parseId(roleId, id)),
    ),
  )
  app.get(`${MOUNT}/@me/notification-settings`, (request) => members.level(memberKeyOf(request)))
  app.put(`${MOUNT}/@me/notification-settings`, (request) => {
    const key = memberKeyOf(request)
    return members.setLevel(key, parseInput(memberNotificationBody, request.body).notificationLevel)
  })
}
