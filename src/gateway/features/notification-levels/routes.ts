import type { FastifyInstance, FastifyRequest } from 'fastify'
import { parseId, parseInput } from '../../parse-input.ts'
import { actorOf } from '../../plugins/auth.ts'
import { channelId, type ChannelId } from '#shared/models/ids.ts'
import { notificationLevelBody } from '#shared/protocol/http/channels.ts'
import type { NotificationLevelsService } from './service.ts'

const channelOf = (request: FastifyRequest): ChannelId =>
  parseId(channelId, (request.params as { channelId?: unknown }).channelId)

/** Notification levels of channels (ID-14.8, 9.5). */
export function registerNotificationLevelRoutes(app: FastifyInstance, levels: NotificationLevelsService): void {
  app.get('/api/channels/:channelId/notification-settings', (request) =>
    levels.get(channelOf(request), actorOf(request).userId),
  )
  app.put('/api/channels/:channelId/notification-settings', (request) =>
    levels.set(channelOf(request), actorOf(request).userId, () => parseInput(notificationLevelBody, request.body)),
  )
  app.get('/api/users/@me/channel-notification-settings', (request) => levels.list(actorOf(request).userId))
}
