import * as z from 'zod/mini'
import { directChannel, directChannelListItem } from '#shared/models/channel.ts'
import { channelId } from '#shared/models/ids.ts'
import { server } from '#shared/models/server.ts'
import { notificationSettings, userPublic, userSelf, userSummary } from '#shared/models/user.ts'
import { notificationLevelBody, openDirectBody, unreadList } from '#shared/protocol/http/channels.ts'
import {
  changePasswordBody,
  searchUsersQuery,
  updateNotificationSettingsBody,
  updateProfileBody,
} from '#shared/protocol/http/users.ts'
import type { DescribedRoutes } from '../route-description.ts'

const channelLevels = z.array(z.extend(notificationLevelBody, { channelId }))

export const peopleRoutes: DescribedRoutes = {
  'GET /api/users/@me': { summary: 'One’s own record', answer: userSelf },
  'PATCH /api/users/@me': {
    summary: 'Changes one’s name or picture',
    body: updateProfileBody,
    form: { file: 'avatar', fields: updateProfileBody },
    answer: userSelf,
  },
  'POST /api/users/@me/password': { summary: 'A new password; it ends every session', body: changePasswordBody },
  'GET /api/users/@me/notification-settings': { summary: 'How one is told of things', answer: notificationSettings },
  'PUT /api/users/@me/notification-settings': {
    summary: 'Changes how one is told of things, member by member',
    body: updateNotificationSettingsBody,
    answer: notificationSettings,
  },
  'GET /api/users/@me/servers': { summary: 'The servers one is a member of', answer: z.array(server) },
  'GET /api/users/@me/channels': { summary: 'One’s direct messages', answer: z.array(directChannelListItem) },
  'POST /api/users/@me/channels': {
    summary: 'Opens a direct message, or finds the one that is there',
    body: openDirectBody,
    status: 201,
    answer: directChannel,
  },
  'GET /api/users/@me/unread': { summary: 'What was not read yet, in every channel', answer: unreadList },
  'GET /api/users/@me/channel-notification-settings': {
    summary: 'The channels whose loudness one has set',
    answer: channelLevels,
  },
  'GET /api/users/search': {
    summary: 'Up to ten others by a part of their name',
    query: searchUsersQuery,
    answer: z.array(userSummary),
  },
  'GET /api/users/:userId': { summary: 'What anybody may see of an account', answer: userPublic },
}
