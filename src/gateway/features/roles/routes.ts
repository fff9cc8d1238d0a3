import type { FastifyInstance, FastifyRequest } from 'fastify'
import { memberKeyOf } from '../../member-key.ts'
import { parseId, parseInput } from '../../parse-input.ts'
import { roleId, type RoleId } from '#shared/models/ids.ts'
import { createRoleBody, rolePositionsBody, updateRoleBody } from '#shared/protocol/http/roles.ts'
import type { RolesService } from './service.ts'

const MOUNT = '/api/servers/:serverId/roles'

const roleReader = (request: FastifyRequest) => (): RoleId =>
  parseId(roleId, (request.params as { roleId?: unknown }).roleId)

/** Roles (ID-11). */
export function registerRoleRoutes(app: FastifyInstance, roles: RolesService): void {
  app.get(MOUNT, (request) => roles.list(memberKeyOf(request)))
  app.post(MOUNT, async (request, reply) => {
    const role = await roles.create(memberKeyOf(request), () => parseInput(createRoleBody, request.body))
    return reply.code(201).send(role)
  })
  app.patch(`${MOUNT}/positions`, (request) =>
    roles.reorder(memberKeyOf(request), () => parseInput(rolePositionsBody, request.body)),
  )
  app.patch(`${MOUNT}/:roleId`, (request) =>
    roles.update(memberKeyOf(request), roleReader(request), () => parseInput(updateRoleBody, request.body)),
  )
  app.delete(`${MOUNT}/:roleId`, async (request) => {
    await roles.remove(memberKeyOf(request), roleReader(request))
    return { message: 'Role deleted successfully.' }
  })
}
