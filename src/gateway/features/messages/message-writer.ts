import { demand, requireChannel, type ChannelAccess, type ChannelPlace } from '../../access/channel-access.ts'
import type { Reader } from '../../database/open-database.ts'
import type { UserId } from '#shared/models/ids.ts'
import type { Permission } from '#shared/models/permissions.ts'
import { ProtocolError } from '#shared/protocol/errors.ts'
import * as repository from './repository.ts'

/** Who writes: an account, a bot's too, or a webhook, which stands behind an account of its own. */
export type MessageWriter =
  | { readonly kind: 'account'; readonly user: UserId }
  | {
      readonly kind: 'webhook'
      readonly user: UserId
      readonly webhook: string
      /** What a caller named its request by, beside anything in the message. */
      readonly nonce?: string | undefined
    }

/** A webhook is a member of nothing; whoever made it let it in. Its `@everyone` is text like any other (MB-16, R10). */
const webhookPermissions: ReadonlySet<Permission> = new Set([
  'VIEW_CHANNEL',
  'SEND_MESSAGES',
  'ATTACH_FILES',
  'MENTION_EVERYONE',
])

async function webhookAccess(reader: Reader, place: ChannelPlace): Promise<ChannelAccess> {
  const channel = await repository.findChannel(reader, place.channel)
  if (channel === undefined) throw new ProtocolError('channelGone')
  return { channel, permissions: webhookPermissions, membership: undefined }
}

/**
 * The gates of writing (MB-3.2).
 * @throws ProtocolError what requireChannel throws, channelGone, noMessagesInWebChannel, missingPermission
 */
export async function openForWriting(
  reader: Reader,
  place: ChannelPlace,
  writer: MessageWriter,
): Promise<ChannelAccess> {
  const isWebhook = writer.kind === 'webhook'
  const access = isWebhook ? await webhookAccess(reader, place) : await requireChannel(reader, place, writer.user)
  if (access.channel.type === 'GUILD_WEB') throw new ProtocolError('noMessagesInWebChannel')
  demand(access, 'SEND_MESSAGES')
  return access
}
