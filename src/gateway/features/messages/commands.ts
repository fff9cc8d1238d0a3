import { parseId, parseInput } from '../../parse-input.ts'
import { channelId, type UserId } from '#shared/models/ids.ts'
import type { Message } from '#shared/models/message.ts'
import { clientCommands } from '#shared/protocol/commands.ts'
import type { MessagesService } from './service.ts'

/** The upstream `message/create` (GW-6): the same rules as the REST route, whatever the client adds is dropped. */
export function createMessageCommand(
  messages: MessagesService,
): (author: UserId, command: unknown) => Promise<Message> {
  return async (author, command) => {
    const { channelId: channel, ...body } = parseInput(clientCommands['message/create'], command)
    const place = { channel: parseId(channelId, channel) }
    return messages.create(place, { kind: 'account', user: author }, () => body)
  }
}
