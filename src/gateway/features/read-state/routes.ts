import type { FastifyInstance } from 'fastify'
import { parseId, parseInput } from '../../parse-input.ts'
import { actorOf } from '../../plugins/auth.ts'
import { channelId, serverId } from '#shared/models/ids.ts'
import { ackBody } from '#shared/protocol/http/channels.ts'
import type { ReadStateService } from './service.ts'

/** Read states (ID-14.7) and the extension `unread`. */
export function registerReadStateRoutes(app: FastifyInstance, readState: ReadStateService): void {
  for (const mount of ['/api/channels/:channelId', '/api/servers/:serverId/channels/:channelId']) {
    app.post(`${mount}/ack`, async (request, reply) => {
      const params = request.params as { serverId?: string; channelId?: string }
      const place = {
        server: params.serverId === undefined ? undefined : parseId(serverId, params.serverId),
        channel: parseId(channelId, params.channelId),
      }
      await readState.acknowledge(place, actorOf(request).userId, () => parseInput(ackBody, request.body))
      return reply.code(204).send()
    })
  }
  app.get('/api/users/@me/unread', (request) => readState.unread(actorOf(request).userId))
}
