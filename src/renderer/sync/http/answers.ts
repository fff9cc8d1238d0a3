import * as z from 'zod/mini'
import { directChannelListItem, serverChannelListItem } from '#shared/models/channel.ts'
import { category } from '#shared/models/category.ts'
import { channelId, messageId, type ChannelId } from '#shared/models/ids.ts'
import { member } from '#shared/models/member.ts'
import { message } from '#shared/models/message.ts'
import { shownSticker } from '#shared/models/message-payload.ts'
import { role } from '#shared/models/role.ts'
import { server } from '#shared/models/server.ts'
import { timestamp } from '#shared/models/timestamp.ts'
import { unreadChannel } from '#shared/protocol/http/channels.ts'
import type { MessageRow } from '../../store/state.ts'

/** A list of which one bad item costs itself alone. */
function tolerant<Item extends z.ZodMiniType>(item: Item): z.ZodMiniType<z.infer<Item>[]> {
  const list = z.pipe(
    z.array(z.unknown()),
    z.transform((items) =>
      items.flatMap((candidate) => {
        const parsed = item.safeParse(candidate)
        return parsed.success ? [parsed.data] : []
      }),
    ),
  )
  return list
}

export const serverList = tolerant(server)
export const channelList = tolerant(serverChannelListItem)
export const categoryList = tolerant(category)
export const roleList = tolerant(role)
export const stickerList = tolerant(shownSticker)
export const memberList = tolerant(member)
export const directList = tolerant(directChannelListItem)
export const unreadList = tolerant(unreadChannel)
/** What a search has found, the newest first. */
export const foundMessages = tolerant(message)

const identity = z.object({ _id: messageId, channelId, createdAt: timestamp })

/** A message, frozen as all state is, or what can still be said of one that does not fit: where and when it stands. */
export function readMessage(
  candidate: unknown,
): { readonly channelId: ChannelId; readonly row: MessageRow } | undefined {
  const parsed = message.safeParse(candidate)
  if (parsed.success) return { channelId: parsed.data.channelId, row: Object.freeze(parsed.data) }
  const known = identity.safeParse(candidate)
  if (!known.success) return undefined
  const { _id, channelId: channel, createdAt } = known.data
  return { channelId: channel, row: { kind: 'unreadable', _id, createdAt } }
}

/** A page as the gateway gives it, newest first, turned into the order of time. */
export const messagePage = z.pipe(
  z.array(z.unknown()),
  z.transform((items): readonly MessageRow[] => items.flatMap((item) => readMessage(item)?.row ?? []).toReversed()),
)
