import { compareMessages } from '#shared/models/message.ts'
import type { ChannelId, MessageId } from '#shared/models/ids.ts'
import type { MessageRow, MessageWindow } from '../../store/state.ts'
import type { GatewayApi, Outcome } from '../gateway-api.ts'
import { messagePage } from '../http/answers.ts'
import type { NewestRange } from '../windows.ts'

/** How much is read at once, in messages. */
export interface PageSizes {
  readonly first: number
  readonly catchUp: number
  /** So many pages at most: a longer gap is not read through, what is older is read when somebody scrolls there. */
  readonly most: number
  /** So many rows at most in one range: scrolling on, what is furthest away goes. */
  readonly kept: number
  /** So many ranges further back in one channel. */
  readonly islands: number
  /** So many of the newest messages of a channel are counted, where the gateway does not count. */
  readonly counted: number
}

export const PAGE_SIZES: PageSizes = { first: 50, catchUp: 100, most: 5, kept: 2_000, islands: 5, counted: 100 }

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
  return readBack(api, { channelId, before: undefined, anchor, limit, most: sizes.most })
}

interface BackQuery {
  readonly channelId: ChannelId
  readonly before: MessageId | undefined
  readonly anchor: MessageRow | undefined
  readonly limit: number
  /** Pages. */
  readonly most: number
}

/** Pages back from a place, or from the newest, until `anchor` is covered. */
export async function readBack(
  api: GatewayApi,
  { channelId, before, anchor, limit, most }: BackQuery,
): Promise<Outcome<NewestRange>> {
  const pages: (readonly MessageRow[])[] = []
  let reachesStart = false
  for (let covered = false; !covered && !reachesStart && pages.length < most;) {
    const outcome = await readPage(api, { channelId, limit, before: pages[0]?.[0]?._id ?? before })
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

/** The end of ids: nothing is newer. */
export const NO_CEILING = 'f'.repeat(24) as MessageId

/** Where what follows further back is claimed already: by the newest messages. */
export const ceilingOf = (window: Pick<MessageWindow, 'rows'> | undefined): MessageId => {
  const first = window?.rows[0]
  return first === undefined ? NO_CEILING : idAfter(first._id)
}
