import { findBotOf } from '../../access/bots.ts'
import type { ChannelAccess, ChannelPlace } from '../../access/channel-access.ts'
import type { Reader } from '../../database/open-database.ts'
import type { MessageTable } from '../../database/schema.ts'
import { parseId } from '../../parse-input.ts'
import { messageId, type MessageId, type UserId } from '#shared/models/ids.ts'
import { mentionedIds, mentionsEveryone } from '#shared/models/mentions.ts'
import { ProtocolError } from '#shared/protocol/errors.ts'
import * as repository from './repository.ts'

/** A message as a path names it, below its channel. */
export interface MessageTarget extends ChannelPlace {
  readonly message: MessageId
}

/**
 * A message is found only below its own channel (MB-16, R12).
 * @throws ProtocolError messageNotFound
 */
export async function findMessageIn(reader: Reader, target: MessageTarget): Promise<MessageTable> {
  const row = await repository.findMessage(reader, target.message)
  if (row?.channelId !== target.channel) throw new ProtocolError('messageNotFound')
  return row
}

/** @throws ProtocolError messageRetracted */
export function demandStanding(message: MessageTable): void {
  if (message.retractedAt !== null) throw new ProtocolError('messageRetracted')
}

/**
 * The ids a text calls, members of the server only; nobody in a direct message (MB-3.4).
 * @throws ProtocolError cannotMentionEveryone
 */
export async function mentionsOf(reader: Reader, access: ChannelAccess, content: string): Promise<string[]> {
  const { channel, permissions } = access
  if (channel.serverId === null) return []
  if (mentionsEveryone(content) && !permissions.has('MENTION_EVERYONE')) {
    throw new ProtocolError('cannotMentionEveryone')
  }
  return repository.membersAmong(reader, channel.serverId, mentionedIds(content))
}

/**
 * The message a reply names.
 * @throws ProtocolError malformedId, replyTargetNotFound, replyTargetElsewhere
 */
export async function replyTarget(reader: Reader, channel: string, wanted: string | undefined): Promise<string | null> {
  if (wanted === undefined) return null
  const id = parseId(messageId, wanted)
  const target = await repository.findMessage(reader, id)
  if (target === undefined) throw new ProtocolError('replyTargetNotFound')
  if (target.channelId !== channel) throw new ProtocolError('replyTargetElsewhere')
  return id
}

/** Whether a bot of somebody's own said it: they may retract that, wherever they see it (MB-3.6). */
export async function isOwnBots(reader: Reader, message: MessageTable, user: UserId): Promise<boolean> {
  return (await findBotOf(reader, message.authorId))?.ownerId === user
}

/**
 * Who may change a message: its author, and in a server whoever manages messages there (MB-3.5).
 * @throws ProtocolError permissionCheckFailed, cannotManageMessage
 */
export function demandManaging(access: ChannelAccess, message: MessageTable, user: UserId): void {
  if (message.authorId === user) return
  if (access.channel.type === 'DM') throw new ProtocolError('permissionCheckFailed')
  if (!access.permissions.has('MANAGE_MESSAGES')) throw new ProtocolError('cannotManageMessage')
}
