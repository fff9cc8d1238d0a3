import type { ChannelId, MessageId } from '#shared/models/ids.ts'
import type { MessageRow } from '../../store/state.ts'
import type { GatewayApi, Outcome } from '../gateway-api.ts'
import { idOfSecond, readAfter, secondOf } from './read-after.ts'
import { idAfter, readPage } from './read-range.ts'

/** A range read around a place, and the message that was looked for. */
export interface Found {
  readonly rows: readonly MessageRow[]
  readonly reachesStart: boolean
  readonly target: MessageId
}

interface AroundQuery {
  readonly channelId: ChannelId
  /** Where what is claimed already begins. */
  readonly ceiling: MessageId
  readonly limit: number
}

/** Where nothing tells how busy a channel is. */
const GUESS_SECONDS = 3_600

/** Seconds in which half a page was written, by the pace of the rows before. */
function paceOf(rows: readonly MessageRow[]): number {
  const [first, last] = [rows[0], rows.at(-1)]
  return first === undefined || last === undefined || first === last
    ? GUESS_SECONDS
    : (secondOf(last._id) - secondOf(first._id)) / 2
}

interface Place extends AroundQuery {
  readonly floor: MessageId
  readonly older: readonly MessageRow[]
}

async function withAfter(api: GatewayApi, place: Place, target?: MessageId): Promise<Outcome<Found | undefined>> {
  const { older, limit } = place
  const outcome = await readAfter(api, { ...place, guess: paceOf(older) })
  if (outcome.status !== 'done') return outcome
  const found = target ?? outcome.body[0]?._id ?? older.at(-1)?._id
  if (found === undefined) return { status: 'done', body: undefined }
  const rows = [...older, ...outcome.body]
  return { status: 'done', body: { rows, reachesStart: older.length < limit, target: found } }
}

/** A message with what was written before and after it; undefined where it is not in that channel. */
export async function readAround(
  api: GatewayApi,
  query: AroundQuery & { readonly target: MessageId },
): Promise<Outcome<Found | undefined>> {
  const { channelId, target, limit } = query
  const outcome = await readPage(api, { channelId, limit, before: idAfter(target) })
  if (outcome.status !== 'done') return outcome
  if (outcome.body.at(-1)?._id !== target) return { status: 'done', body: undefined }
  return withAfter(api, { ...query, floor: target, older: outcome.body }, target)
}

/** The first messages of a second or after it, with some before; undefined where the channel is empty. */
export async function readFromSecond(
  api: GatewayApi,
  query: AroundQuery & { readonly second: number },
): Promise<Outcome<Found | undefined>> {
  const { channelId, second, limit } = query
  const floor = idOfSecond(second)
  const outcome = await readPage(api, { channelId, limit, before: floor })
  if (outcome.status !== 'done') return outcome
  return withAfter(api, { ...query, floor, older: outcome.body })
}
