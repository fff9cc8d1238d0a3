import type { AccountState } from '#renderer/store/state.ts'
import { violation } from './violation.ts'
import { idOf, serverOf, type Place } from './model/names.ts'
import type { TruthMessage } from './model/wire.ts'
import { channelOf, shownIn, type World } from './world.ts'

/** A page without a line may have read, in between, that this account is in a server no more. */
function isThoughtGone({ servers }: AccountState, place: Place): boolean {
  const server = serverOf(place)
  return server !== undefined && servers?.some(({ _id }) => _id === idOf('server', server)) === false
}

/** Ids of one's own messages that somebody sees in a place, on their way or stored; undefined where the place is not shown. */
function ownInSight({ network: { truth } }: World, state: AccountState, place: Place): ReadonlySet<string> | undefined {
  if (state.windows[channelOf(place)]?.status !== 'ready' || !truth.maySee('me', place)) return undefined
  if (isThoughtGone(state, place)) return undefined
  const shown = new Set<string>(shownIn(state, place).map(({ _id }) => _id))
  const sending = new Set((state.pending[channelOf(place)] ?? []).map(({ nonce }) => nonce))
  const isSeen = ({ id, nonce }: TruthMessage): boolean => shown.has(id) || (nonce !== undefined && sending.has(nonce))
  const own = truth.of(place).filter(({ author }) => author === 'me')
  return new Set(own.filter(isSeen).map(({ id }) => id))
}

interface Change {
  /** What the page showed; undefined where it has just been opened. */
  readonly before: AccountState | undefined
  readonly now: AccountState
  readonly number: number
  readonly place: Place
}

/** Whoever looks at the newest messages does not see one of their own go, whatever is read again there (I3). */
export function checkOwnInSight(world: World, { before, now, number, place }: Change): void {
  const known = new Set<string>(Object.values(now.stored))
  if (before === undefined || known.size === 0) return
  const seen = ownInSight(world, before, place)
  const stays = ownInSight(world, now, place)
  if (seen === undefined || stays === undefined) return
  const last = now.windows[channelOf(place)]?.rows.at(-1)?._id ?? ''
  const lost = [...seen].find((id) => known.has(id) && id > last && !stays.has(id))
  if (lost !== undefined) violation('I3 nothing lost', `device ${number} lost sight of ${lost} in ${place}`)
}
