import type { WebhookTable } from '../database/schema.ts'
import type { FileAddress } from './file-address.ts'

/** The address of a webhook's own account, by which clients know one in a list of members (ID-4.6). Nobody reads mail there. */
export const webhookEmail = (webhook: string): string => `webhook-${webhook}@internal.mew`

/** A webhook as those who manage it see it (MB-8.1); its token is told only where it is asked for. */
export function toWebhook(row: WebhookTable, fileAddress: FileAddress): object {
  return {
    _id: row.id,
    name: row.name,
    ...fileAddress(row.avatar),
    channelId: row.channelId,
    serverId: row.serverId,
    botUserId: row.botUserId,
    createdAt: row.createdAt,
    updatedAt: row.updatedAt,
  }
}

export interface WebhookInServer {
  readonly webhook: WebhookTable
  readonly everyoneRoleId: string
}

/** A webhook as it stands among the members of its server (ID-4.6). */
export function toWebhookMember({ webhook, everyoneRoleId }: WebhookInServer, fileAddress: FileAddress): object {
  const { id, serverId, channelId, botUserId, name, avatar, createdAt, updatedAt } = webhook
  return {
    _id: id,
    serverId,
    channelId,
    userId: {
      _id: botUserId,
      username: name,
      ...fileAddress(avatar),
      isBot: true,
      email: webhookEmail(id),
      createdAt,
    },
    roleIds: [everyoneRoleId],
    isOwner: false,
    nickname: null,
    createdAt,
    updatedAt,
  }
}
