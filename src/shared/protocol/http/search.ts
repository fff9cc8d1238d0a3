import * as z from 'zod/mini'
import { message } from '../../models/message.ts'
import { userSummary } from '../../models/user.ts'

const MAX_LIMIT = 50
const DEFAULT_LIMIT = 20

/** A number as it stands in a query; an empty one is 0 (MB-7). */
const countedFromOne = (most: number): z.ZodMiniType<number> =>
  z.pipe(z.coerce.number(), z.int().check(z.minimum(1), z.maximum(most)))

/** `GET /servers/:serverId/search` and `GET /channels/:channelId/search`, which passes over `channelId` (MB-7). */
export const searchQuery = z.object({
  q: z
    .string()
    .check(
      z.trim(),
      z.minLength(1, 'Search query (q) cannot be empty'),
      z.maxLength(200, 'Search query (q) is too long'),
    ),
  channelId: z.optional(z.unknown()),
  limit: z._default(countedFromOne(MAX_LIMIT), DEFAULT_LIMIT),
  page: z._default(countedFromOne(Number.MAX_SAFE_INTEGER), 1),
})

/** A message as a search answers it (MB-7). */
const searchHit = z.extend(z.omit(message, { context: true, serverId: true }), {
  authorId: z.nullable(z.omit(userSummary, { isBot: true })),
})

export const searchHits = z.object({
  messages: z.readonly(z.array(searchHit)),
  pagination: z.object({ page: z.int(), limit: z.int(), total: z.int(), totalPages: z.int() }),
})

export type SearchHits = z.infer<typeof searchHits>
