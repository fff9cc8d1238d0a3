import { channelId } from '#shared/models/ids.ts'
import { searchHits, searchQuery } from '#shared/protocol/http/search.ts'
import * as z from 'zod/mini'
import type { DescribedRoutes } from '../route-description.ts'

const inChannel = z.object({
  q: searchQuery.shape.q,
  limit: z.optional(z.int().check(z.minimum(1), z.maximum(50))),
  page: z.optional(z.int().check(z.minimum(1))),
})

export const searchRoutes: DescribedRoutes = {
  'GET /api/servers/:serverId/search': {
    summary: 'Messages of a server by a part of their text, newest first',
    query: z.extend(inChannel, { channelId: z.optional(channelId) }),
    answer: searchHits,
  },
  'GET /api/channels/:channelId/search': {
    summary: 'Messages of a channel or direct message by a part of their text, newest first',
    query: inChannel,
    answer: searchHits,
  },
}
