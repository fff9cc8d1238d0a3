import * as z from 'zod/mini'
import { channelId, serverId, userId, webhookId } from '#shared/models/ids.ts'
import { message } from '#shared/models/message.ts'
import { timestamp } from '#shared/models/timestamp.ts'
import { presignBody } from '#shared/protocol/http/uploads.ts'
import { createWebhookBody, executeWebhookBody, updateWebhookBody } from '#shared/protocol/http/webhooks.ts'
import type { DescribedRoutes } from '../route-description.ts'
import { presigned, upload } from './files.ts'

const MOUNT = '/api/servers/:serverId/channels/:channelId/webhooks'
const webhook = z.object({
  _id: webhookId,
  name: z.string(),
  avatarUrl: z.optional(z.string()),
  channelId,
  serverId,
  botUserId: userId,
  createdAt: timestamp,
  updatedAt: timestamp,
})
const token = z.string().check(z.regex(/^[0-9a-f]{64}$/))
const webhookToken = z.object({ webhookId, token })

export const webhookRoutes: DescribedRoutes = {
  [`GET ${MOUNT}`]: { summary: 'The webhooks of a channel', answer: z.array(webhook) },
  [`POST ${MOUNT}`]: {
    summary: 'Makes a webhook',
    body: createWebhookBody,
    form: { file: 'avatar', fields: createWebhookBody },
    status: 201,
    answer: z.extend(webhook, { token }),
  },
  [`GET ${MOUNT}/:webhookId/token`]: { summary: 'The token of a webhook', answer: webhookToken },
  [`POST ${MOUNT}/:webhookId/reset-token`]: {
    summary: 'A new token for a webhook; the old one is no good any more',
    answer: webhookToken,
  },
  [`PATCH ${MOUNT}/:webhookId`]: {
    summary: 'Changes a webhook',
    body: updateWebhookBody,
    form: { file: 'avatar', fields: updateWebhookBody },
    answer: webhook,
  },
  [`DELETE ${MOUNT}/:webhookId`]: { summary: 'Deletes a webhook' },
  'POST /api/webhooks/:webhookId/:token': {
    access: 'path token',
    summary: 'Writes a message as a webhook',
    body: executeWebhookBody,
    answer: message,
  },
  'POST /api/webhooks/:webhookId/:token/presign': {
    access: 'path token',
    summary: 'Announces a file for a card, which is then sent to the address in the answer',
    body: presignBody,
    answer: presigned,
  },
  'POST /api/webhooks/:webhookId/:token/upload': {
    access: 'path token',
    summary: 'Uploads a file for a card',
    form: { file: 'file' },
    status: 201,
    answer: upload,
  },
}
