import type { FastifyInstance, FastifyRequest } from 'fastify'
import { parseId, parseInput } from '../../parse-input.ts'
import { actorOf } from '../../plugins/auth.ts'
import { channelId, serverId } from '#shared/models/ids.ts'
import { searchQuery } from '#shared/protocol/http/search.ts'
import type { SearchService, Wanted } from './service.ts'

interface Params {
  readonly serverId?: string
  readonly channelId?: string
}

function wantedBy(request: FastifyRequest): Wanted {
  const { q, channelId: channel, limit, page } = parseInput(searchQuery, request.query, 'query.')
  return {
    text: q,
    limit,
    page,
    channel: channel === undefined || channel === '' ? undefined : parseId(channelId, channel),
  }
}

/** Search in a server and in a channel, direct messages among them (MB-7). */
export function registerSearchRoutes(app: FastifyInstance, search: SearchService): void {
  app.get('/api/servers/:serverId/search', (request) => {
    const server = parseId(serverId, (request.params as Params).serverId)
    return search.inServer(server, actorOf(request).userId, () => wantedBy(request))
  })
  app.get('/api/channels/:channelId/search', (request) => {
    const channel = parseId(channelId, (request.params as Params).channelId)
    return search.inChannel(channel, actorOf(request).userId, () => wantedBy(request))
  })
}
