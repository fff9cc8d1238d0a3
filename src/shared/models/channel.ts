import * as z from 'zod/mini'
import { categoryId, channelId, messageId, serverId } from './ids.ts'
import { permission, permissionOverride } from './permissions.ts'
import { timestamp } from './timestamp.ts'
import { userSummary } from './user.ts'

const common = {
  _id: channelId,
  createdAt: timestamp,
  updatedAt: timestamp,
}

const ofServer = {
  ...common,
  serverId,
  name: z.string(),
  topic: z.optional(z.string()),
  categoryId: z.optional(z.nullable(categoryId)),
  position: z.optional(z.number()),
  permissionOverrides: z.optional(z.readonly(z.array(permissionOverride))),
}

const textChannel = z.object({ ...ofServer, type: z.literal('GUILD_TEXT') })
const webChannel = z.object({ ...ofServer, type: z.literal('GUILD_WEB'), url: z.optional(z.string()) })

/** A channel of a server: talk, or a page from the web (ID-4.10). */
export const serverChannel = z.discriminatedUnion('type', [textChannel, webChannel])

/** A direct message between two people. An event or answer that names only ids gives them as bare strings (ID-9.8). */
export const directChannel = z.object({
  ...common,
  type: z.literal('DM'),
  recipients: z.readonly(
    z.array(
      z.union([
        userSummary,
        z.pipe(
          z.string(),
          z.transform((id) => ({ _id: id })),
        ),
      ]),
    ),
  ),
})

/**
 * The newest message as channel lists carry it (ID-4.11): stored form, the author a bare id. Only what a list row
 * shows is read here, so that an odd payload cannot hide a channel.
 */
export const lastMessage = z.object({
  _id: messageId,
  authorId: z.union([
    z.string(),
    z.null(),
    z.pipe(
      z.object({ _id: z.string() }),
      z.transform((author) => author._id),
    ),
  ]),
  type: z._default(z.string(), 'message/default'),
  content: z._default(z.string(), ''),
  createdAt: timestamp,
  retractedAt: z.optional(z.string()),
})

const listed = {
  lastMessage: z._default(z.nullable(lastMessage), null),
  lastReadMessageId: z._default(z.nullable(messageId), null),
  /** What the caller may do there; a word of a newer vocabulary is dropped. */
  permissions: z.pipe(
    z.array(z.string()),
    z.transform((words) => words.filter((word) => permission.safeParse(word).success)),
  ),
}

/** One row of a server's channel list (ID-4.11). */
export const serverChannelListItem = z.discriminatedUnion('type', [
  z.extend(textChannel, listed),
  z.extend(webChannel, listed),
])

/** One row of the list of direct messages (ID-4.12). */
export const directChannelListItem = z.extend(directChannel, listed)

export type ServerChannel = z.infer<typeof serverChannel>
export type DirectChannel = z.infer<typeof directChannel>
export type LastMessage = z.infer<typeof lastMessage>
export type ServerChannelListItem = z.infer<typeof serverChannelListItem>
export type DirectChannelListItem = z.infer<typeof directChannelListItem>
