import { compareMessages } from '#shared/models/message.ts'
import type { ChannelId, MessageId } from '#shared/models/ids.ts'
import type { MessageRow } from '../../store/state.ts'
import type { GatewayApi, Outcome } from '../gateway-api.ts'
import { messagePage } from '../http/answers.ts'
import type { NewestRange } from '../windows.ts'

/** How much is read at once, in messages. */
export interface PageSizes {
  readonly first: number
  readonly catchUp: number
  /** So many pages at most: a longer gap is not read through, what is older is read when somebody scrolls there. */
  readonly most: number
}

export const PAGE_SIZES: PageSizes = { first: 50, catchUp: 100, most: 5 }

interface PageQuery {
  readonly channelId: ChannelId
  readonly limit: number
  readonly before?: MessageId | undefined
}

export function readPage(api: GatewayApi, query: PageQuery): Promise<Outcome<readonly MessageRow[]>> {
  const cursor = query.before === undefined ? '' : `&before=${query.before}`
  return api.get(messagePage, `/channels/${query.channelId}/messages?limit=${query.limit}${cursor}`)
}

interface NewestQuery {
  readonly channelId: ChannelId
  readonly anchor: MessageRow | undefined
  readonly sizes: PageSizes
}

/** Pages from the newest back until `anchor`, the place somebody was at, is covered; without one the first page. */
export async function readNewest(
  api: GatewayApi,
  { channelId, anchor, sizes }: NewestQuery,
): Promise<Outcome<NewestRange>> {
  const limit = anchor === undefined ? sizes.first : sizes.catchUp
  const pages: (readonly MessageRow[])[] = []
  let reachesStart = false
  for (let covered = false; !covered && !reachesStart && pages.length < sizes.most;) {
    const outcome = await readPage(api, { channelId, limit, before: pages[0]?.[0]?._id })
    if (outcome.status !== 'done') return outcome
    pages.unshift(outcome.body)
    const oldest = outcome.body[0]
    reachesStart = outcome.body.length < limit
    covered = anchor === undefined || oldest === undefined || compareMessages(oldest, anchor) <= 0
  }
  return { status: 'done', body: { rows: pages.flat(), reachesStart } }
}

/** The id that follows an id: a page before it ends with it. */
export const idAfter = (id: MessageId): MessageId =>
  // 24 digits stay 24 digits: no gateway makes the last of all ids.
  (BigInt(`0x${id}`) + 1n).toString(16).padStart(id.length, '0') as MessageId
