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
/** So many pages are read back before another end is tried. */
const MOST_PAGES = 4

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

/** Whether a page goes back to the place, so that nothing is missing in between. */
const reaches = (page: Rows, { floor, limit }: Pick<AfterQuery, 'floor' | 'limit'>): boolean =>
  page.length < limit || page.some(({ _id }) => _id <= floor)

interface Through {
  readonly rows: Rows
  readonly covers: boolean
}

/** Page by page back from a page until the floor is covered, or so many pages were read. */
async function readThrough(
  api: GatewayApi,
  { channelId, floor, limit }: AfterQuery,
  { page, most }: { readonly page: Rows; readonly most: number },
): Promise<Outcome<Through>> {
  const pages: Rows[] = [page]
  let covers = false
  while (!covers && pages.length <= most) {
    const outcome = await readPage(api, { channelId, limit, before: pages[0]?.[0]?._id })
    if (outcome.status !== 'done') return outcome
    pages.unshift(outcome.body)
    covers = reaches(outcome.body, { floor, limit })
  }
  return { status: 'done', body: { rows: pages.flat().filter(({ _id }) => _id > floor), covers } }
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

/** What is known of the right end after one that was not. */
function learned(page: Rows, floor: MessageId, { span, known, covers }: Tried & { readonly covers: boolean }): Span {
  if (covers) return { ...known, narrow: span }
  // Where a page leaves a hole, all that can be right ends before its first row.
  const first = secondOf(page[0]?._id ?? floor) - secondOf(floor)
  return { ...known, wide: Math.max(known.narrow + 1, Math.min(span, first)) }
}

function judge(page: Rows, query: AfterQuery, tried: Tried): Verdict {
  const { floor } = query
  const { span, known, isWhole } = tried
  const newer = page.filter(({ _id }) => _id > floor)
  const covers = reaches(page, query)
  if (covers && (newer.length > 0 || isWhole)) return { kind: 'right', newer }
  const next = learned(page, floor, { ...tried, covers })
  const wanted = nextSpan(span, next)
  if (wanted > next.narrow && wanted !== next.wide) return { kind: 'other', span: wanted, known: next }
  // The two are neighbours: what the wider one leaves out was written in one second.
  return covers && next.wide !== undefined ? { kind: 'other', span: next.wide, known } : { kind: 'busy' }
}

interface Doubtful {
  readonly page: Rows
  readonly busy: boolean
  readonly step: number
}

/**
 * Where the right end is hard to find, what is missing may be only a few pages: each fourth time they are read. A busy
 * second is read through whatever it costs. Undefined: to be looked for further.
 */
async function tryThrough(
  api: GatewayApi,
  query: AfterQuery,
  { page, busy, step }: Doubtful,
): Promise<Outcome<Rows> | undefined> {
  const isLast = busy || step >= MOST_STEPS
  const isTime = step % 4 === 3 && !reaches(page, query)
  if (!isLast && !isTime) return undefined
  const outcome = await readThrough(api, query, { page, most: isLast ? Number.POSITIVE_INFINITY : MOST_PAGES })
  if (outcome.status !== 'done') return outcome
  return outcome.body.covers || isLast ? { status: 'done', body: outcome.body.rows } : undefined
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
    const through = await tryThrough(api, query, { page: outcome.body, busy: verdict.kind === 'busy', step })
    if (through !== undefined) return through
    if (verdict.kind === 'other') ({ span, known } = verdict)
  }
}
