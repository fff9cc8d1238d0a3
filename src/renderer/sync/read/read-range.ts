import { compareMessages } from '#shared/models/message.ts'
import type { ChannelId, MessageId } from '#shared/models/ids.ts'
import type { MessageRow } from '../../store/state.ts'
import type { GatewayApi, Outcome } from '../gateway-api.ts'
import { messagePage } from '../http/answers.ts'
import type { NewestRange } from '../windows.ts'

export const PAGE = 50
const CATCH_UP_PAGE = 100
/** A gap longer than this is not read through: what is older is read when somebody scrolls there. */
const MAX_CATCH_UP_PAGES = 5

interface PageQuery {
  readonly channelId: ChannelId
  readonly limit: number
  readonly before?: MessageId | undefined
}

export function readPage(api: GatewayApi, query: PageQuery): Promise<Outcome<readonly MessageRow[]>> {
  const cursor = query.before === undefined ? '' : `&before=${query.before}`
  return api.get(messagePage, `/channels/${query.channelId}/messages?limit=${query.limit}${cursor}`)
}

/** Pages from the newest back until `anchor`, the place somebody was at, is covered; without one the first page. */
export async function readNewest(
  api: GatewayApi,
  channelId: ChannelId,
  anchor: MessageRow | undefined,
): Promise<Outcome<NewestRange>> {
  const limit = anchor === undefined ? PAGE : CATCH_UP_PAGE
  const pages: (readonly MessageRow[])[] = []
  let reachesStart = false
  for (let covered = false; !covered && !reachesStart && pages.length < MAX_CATCH_UP_PAGES;) {
    const outcome = await readPage(api, { channelId, limit, before: pages[0]?.[0]?._id })
    if (outcome.status !== 'done') return outcome
    pages.unshift(outcome.body)
    const oldest = outcome.body[0]
    reachesStart = outcome.body.length < limit
    covered = anchor === undefined || oldest === undefined || compareMessages(oldest, anchor) <= 0
  }
  return { status: 'done', body: { rows: pages.flat(), reachesStart } }
}
