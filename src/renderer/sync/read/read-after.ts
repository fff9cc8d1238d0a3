import type { ChannelId, MessageId } from '#shared/models/ids.ts'
import type { MessageRow } from '../../store/state.ts'
import type { GatewayApi, Outcome } from '../gateway-api.ts'
import { readPage } from './read-range.ts'

/** What follows a place in a channel, which the protocol cannot be asked for: it has `before` and no `after`. */
export interface AfterQuery {
  readonly channelId: ChannelId
  /** A message, or an id that stands for a moment. */
  readonly floor: MessageId
  /** Pages end before this: what follows is claimed already, or will be made only later. */
  readonly ceiling: MessageId
  /** Seconds in which about half a page of messages was written there. */
  readonly guess: number
  readonly limit: number
}

const ID_TAIL = '0'.repeat(16)
/** The last second an id can be of. */
const LAST_SECOND = 0xff_ff_ff_ff
/** More steps than any distribution of messages needs: beyond, what was found last is read through page by page. */
const MOST_STEPS = 40
const WIDER = 8

/** The id of a moment: what was made in that second or later is not before it (the first eight digits are the second). */
export const idOfSecond = (second: number): MessageId =>
  // 24 hexadecimal digits by construction.
  (Math.max(0, Math.min(second, LAST_SECOND)).toString(16).padStart(8, '0') + ID_TAIL) as MessageId

export const secondOf = (id: MessageId): number => Number.parseInt(id.slice(0, 8), 16)

type Rows = readonly MessageRow[]

interface Span {
  /** Seconds after the floor that held nothing new, and that held more than a page. */
  readonly narrow: number
  readonly wide: number | undefined
}

function nextSpan(span: number, { narrow, wide }: Span): number {
  if (wide === undefined) return span * WIDER
  return Math.max(1, Math.floor(narrow === 0 ? wide / WIDER : Math.sqrt(narrow * wide)))
}

/** Page by page back from a page until the floor is covered. */
async function readThrough(api: GatewayApi, query: AfterQuery, page: Rows): Promise<Outcome<Rows>> {
  const { channelId, floor, limit } = query
  const pages: Rows[] = [page]
  for (;;) {
    const oldest = pages[0]?.[0]
    if (oldest === undefined || oldest._id <= floor) break
    const outcome = await readPage(api, { channelId, limit, before: oldest._id })
    if (outcome.status !== 'done') return outcome
    pages.unshift(outcome.body)
    if (outcome.body.length < limit) break
  }
  return { status: 'done', body: pages.flat().filter(({ _id }) => _id > floor) }
}

/** Whether a page that ended so many seconds after the floor is the right one, or how many are to be tried next. */
type Verdict =
  | { readonly kind: 'right'; readonly newer: Rows }
  /** It leaves a hole, and no other end would be better: a busy moment. */
  | { readonly kind: 'busy' }
  | { readonly kind: 'other'; readonly span: number; readonly known: Span }

interface Tried {
  readonly span: number
  readonly known: Span
  /** It ended where there is nothing more to be read. */
  readonly isWhole: boolean
}

function judge(page: Rows, { floor, limit }: AfterQuery, { span, known, isWhole }: Tried): Verdict {
  const newer = page.filter(({ _id }) => _id > floor)
  const covers = page.length < limit || newer.length < page.length
  if (covers && (newer.length > 0 || isWhole)) return { kind: 'right', newer }
  const next: Span = covers ? { ...known, narrow: span } : { ...known, wide: span }
  const wanted = nextSpan(span, next)
  if (wanted > next.narrow && wanted !== next.wide) return { kind: 'other', span: wanted, known: next }
  // The two are neighbours: what the wider one leaves out was written in one second.
  return covers && next.wide !== undefined ? { kind: 'other', span: next.wide, known } : { kind: 'busy' }
}

/**
 * The messages right after a place, without a hole: a page that ends some time later and reaches back to the place. Too
 * early an end brings nothing new, too late a one leaves a hole; the right one lies in between (convergence, rule 14).
 */
export async function readAfter(api: GatewayApi, query: AfterQuery): Promise<Outcome<Rows>> {
  const { channelId, floor, ceiling, limit } = query
  let span = Math.max(1, Math.ceil(query.guess))
  let known: Span = { narrow: 0, wide: undefined }
  for (let step = 0; ; step += 1) {
    const moment = idOfSecond(secondOf(floor) + 1 + span)
    const isWhole = moment >= ceiling || secondOf(moment) === LAST_SECOND
    const outcome = await readPage(api, { channelId, limit, before: isWhole ? ceiling : moment })
    if (outcome.status !== 'done') return outcome
    const verdict = judge(outcome.body, query, { span, known, isWhole })
    if (verdict.kind === 'right') return { status: 'done', body: verdict.newer }
    if (verdict.kind === 'busy' || step >= MOST_STEPS) return readThrough(api, query, outcome.body)
    ;({ span, known } = verdict)
  }
}
