import * as z from 'zod/mini'
import { category } from '#shared/models/category.ts'
import { serverChannel, serverChannelListItem } from '#shared/models/channel.ts'
import { permissionOverride } from '#shared/models/permissions.ts'
import { createCategoryBody, updateCategoryBody } from '#shared/protocol/http/categories.ts'
import {
  ackBody,
  createChannelBody,
  notificationLevelBody,
  overridesBody,
  updateChannelBody,
} from '#shared/protocol/http/channels.ts'
import { ofChannels, said, type DescribedRoutes } from '../route-description.ts'

export const categoryRoutes: DescribedRoutes = {
  'GET /api/servers/:serverId/categories': { summary: 'The categories of a server', answer: z.array(category) },
  'POST /api/servers/:serverId/categories': {
    summary: 'Makes a category',
    body: createCategoryBody,
    status: 201,
    answer: category,
  },
  'PATCH /api/categories/:categoryId': { summary: 'Changes a category', body: updateCategoryBody, answer: category },
  'DELETE /api/categories/:categoryId': { summary: 'Deletes a category, and leaves its channels' },
}

export const channelRoutes: DescribedRoutes = {
  'GET /api/servers/:serverId/channels': {
    summary: 'The channels of a server that one may see',
    answer: z.array(serverChannelListItem),
  },
  'POST /api/servers/:serverId/channels': {
    summary: 'Makes a channel',
    body: createChannelBody,
    status: 201,
    answer: serverChannel,
  },
  ...ofChannels({
    'PATCH ': { summary: 'Changes a channel', body: updateChannelBody, answer: serverChannel },
    'DELETE ': { summary: 'Deletes a channel with everything in it', answer: said },
    'GET /permissions': {
      summary: 'What differs in a channel for roles and members',
      answer: z.array(permissionOverride),
    },
    'PUT /permissions': {
      summary: 'Replaces what differs in a channel for roles and members',
      body: overridesBody,
      answer: z.array(permissionOverride),
    },
    'POST /ack': { summary: 'Moves one’s own mark of what was read', body: ackBody },
  }),
  'GET /api/channels/:channelId/notification-settings': {
    summary: 'How loud a channel is for oneself',
    answer: notificationLevelBody,
  },
  'PUT /api/channels/:channelId/notification-settings': {
    summary: 'Sets how loud a channel is for oneself',
    body: notificationLevelBody,
    answer: notificationLevelBody,
  },
}
