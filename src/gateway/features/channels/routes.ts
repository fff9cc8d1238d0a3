import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { ChannelPlace } from '../../access/channel-access.ts'
import { parseId, parseInput } from '../../parse-input.ts'
import { actorOf } from '../../plugins/auth.ts'
import { channelId, serverId, type ServerId } from '#shared/models/ids.ts'
import {
  createChannelBody,
  openDirectBody,
  overridesBody,
  updateChannelBody,
  type CreateChannelBody,
} from '#shared/protocol/http/channels.ts'
import type { ChannelsService } from './service.ts'
import type { ChannelSettings } from './settings-service.ts'
import type { DirectService } from './direct-service.ts'

interface Params {
  readonly serverId?: unknown
  readonly channelId?: unknown
}

const serverOf = (request: FastifyRequest): ServerId => parseId(serverId, (request.params as Params).serverId)

function placeOf(request: FastifyRequest): ChannelPlace {
  const params = request.params as Params
  const server = params.serverId === undefined ? undefined : serverOf(request)
  return { server, channel: parseId(channelId, params.channelId) }
}

/** Channels of servers (ID-14.2, 14.3) and direct messages (ID-9.7, 9.8). */
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

/** What is set about one channel (ID-14.4 to 14.6), under its server and, as an alias, by its own id (ID-15, D-45). */
export function registerChannelSettingRoutes(app: FastifyInstance, settings: ChannelSettings): void {
  for (const path of ['/api/servers/:serverId/channels/:channelId', '/api/channels/:channelId']) {
    app.patch(path, (request) =>
      settings.update(placeOf(request), actorOf(request).userId, () => parseInput(updateChannelBody, request.body)),
    )
    app.delete(path, async (request) => {
      await settings.remove(placeOf(request), actorOf(request).userId)
      return { message: 'Channel deleted successfully' }
    })
    app.get(`${path}/permissions`, (request) => settings.overrides(placeOf(request), actorOf(request).userId))
    app.put(`${path}/permissions`, (request) =>
      settings.replaceOverrides(placeOf(request), actorOf(request).userId, () =>
        parseInput(overridesBody, request.body),
      ),
    )
  }
}
