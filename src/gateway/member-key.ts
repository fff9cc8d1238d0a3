import type { FastifyRequest } from 'fastify'
import { serverId } from '#shared/models/ids.ts'
import type { MemberKey } from './access/server-access.ts'
import { parseId } from './parse-input.ts'
import { actorOf } from './plugins/auth.ts'

/** The caller, as a member or not, of the server in the path. */
export function memberKeyOf(request: FastifyRequest): MemberKey {
  const { serverId: server } = request.params as { serverId?: unknown }
  return { server: parseId(serverId, server), user: actorOf(request).userId }
}
