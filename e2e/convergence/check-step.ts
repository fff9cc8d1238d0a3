import { isReadable, type AccountState } from '#renderer/store/state.ts'
import type { ChannelId } from '#shared/models/ids.ts'
import type { Message } from '#shared/models/message.ts'
import { checkOwnInSight } from './check-own-in-sight.ts'
import type { Device } from './device.ts'
import { places, type Place } from './model/names.ts'
import { violation } from './violation.ts'
import { channelOf, heldRows, islandsOf, shownRows, versionOf, vouchedRows, type World } from './world.ts'

/**
 * The same of rows that do not say how they were sent, where it is known which came before. What nobody knows the outcome
 * of is shown as that beside them; and a page without a line need not have heard that another one has begun to send.
 */
function checkNameless({ network: { truth } }: World, device: Device, place: Place): void {
  const { pending, connection } = device.store.get()
  const sending = (pending[channelOf(place)] ?? []).filter(
    ({ delivery, sentAfter, attempted }) =>
      delivery.status === 'sending' &&
      sentAfter !== undefined &&
      (attempted === true || connection.status === 'connected'),
  )
  if (sending.length === 0) return
  const shown = new Set<string>(shownRows(device, place).map(({ _id }) => _id))
  const twice = truth.messages.find(({ id, nonce }) => shown.has(id) && sending.some((one) => one.nonce === nonce))
  if (twice !== undefined) violation('I2 no doubles', `${twice.id} is shown, and that it is on its way`)
}

function checkDoubles(world: World, number: number, place: Place): void {
  const device = world.devices[number]
  if (device === undefined) return
  checkNameless(world, device, place)
  const rows = heldRows(device, place)
  const nonces = new Set(rows.map(({ payload }) => payload?.['clientNonce']))
  const twice = device.store.get().pending[channelOf(place)]?.find(({ nonce }) => nonces.has(nonce))
  if (twice !== undefined) violation('I2 no doubles', `device ${number} shows ${twice.nonce} as sent and as on its way`)
  const vouched = vouchedRows(device, place)
  if (new Set(vouched.map(({ _id }) => _id)).size < vouched.length)
    violation('I2 no doubles', `device ${number} has a row of ${place} twice`)
}

/** Rows that the gateway has told this page of, or whoever is before it where nothing is kept, and that it vouches for. */
function toldRows(device: Device, place: Place, isCached: boolean): ReadonlySet<Message> {
  if (!isCached) return new Set(heldRows(device, place))
  const window = device.store.get().windows[channelOf(place)]
  const islands = islandsOf(device, place).filter(({ asOf, catchingUp }) => asOf === undefined && !catchingUp)
  const ranges = window === undefined || window.asOf !== undefined ? islands : [...islands, window]
  return new Set(ranges.flatMap(({ rows }) => rows.filter(isReadable)))
}

/** No page goes back, and what the gateway told none of a device's; what is kept may be older than what a killed page had shown. */
function checkVersions({ devices, machines, versions, pageVersions }: World, number: number, place: Place): void {
  const device = devices[number]
  if (device === undefined) return
  const told = toldRows(device, place, machines[number]?.cache !== undefined)
  for (const row of heldRows(device, place)) {
    const version = versionOf(row)
    const key = `${number} ${row._id}`
    const before = Math.max(pageVersions.get(key) ?? 0, told.has(row) ? (versions.get(key) ?? 0) : 0)
    if (version < before)
      violation('I4 monotonic reads', `device ${number} saw ${row._id} go back from ${before} to ${version}`)
    pageVersions.set(key, version)
    versions.set(key, Math.max(version, versions.get(key) ?? 0))
  }
}

/** A range that comes from the disk has no hole, whatever was joined there. */
function checkCachedRanges({ network: { truth } }: World, device: Device, place: Place): void {
  // Where two messages may be told the wrong way round nobody knows of the one in between until it comes.
  if (!truth.manner.extended) return
  const window = device.store.get().windows[channelOf(place)]
  for (const { asOf, rows } of window === undefined
    ? islandsOf(device, place)
    : [...islandsOf(device, place), window]) {
    if (asOf === undefined || rows.length === 0) continue
    const ids = truth.of(place).map(({ id }) => id)
    const from = ids.indexOf(rows[0]?._id ?? '')
    if (rows.some(({ _id }, index) => ids[from + index] !== _id))
      violation('I1 convergence', `what is kept of ${place} has a hole: ${rows.map(({ _id }) => _id).join(' ')}`)
  }
}

/** Rules 19 and 20: who is online is unknown without a line, and a name of one message is nobody's. */
function checkPeople({ network }: World, device: Device, number: number): void {
  const { online, people } = device.store.get()
  if (online !== null && !network.sockets.isOpen(number))
    violation('rule 19', `device ${number} says who is online and cannot know`)
  for (const { username } of Object.values(people))
    if (username === 'Hook') violation('rule 20', `device ${number} took a name of one message for that of its author`)
}

/** Messages are never taken away, and their nonces stay: only those that came since are new. */
function checkOnce({ network: { truth }, judged }: World): void {
  for (const { nonce } of truth.messages.slice(judged.messages)) {
    if (nonce === undefined) continue
    if (judged.nonces.has(nonce)) violation('I7 exactly once', `${nonce} was stored twice`)
    judged.nonces.add(nonce)
  }
  judged.messages = truth.messages.length
}

/** What is called failed is not there; it may be found elsewhere only where nobody knows what became of it. */
function checkFailures({ judged: { nonces } }: World, device: Device, number: number): void {
  const all = Object.values(device.store.get().pending).flat()
  const wrong = all.find(({ nonce, delivery }) => delivery.status === 'failed' && nonces.has(nonce))
  if (wrong !== undefined) violation('I6 no false failure', `device ${number}: ${wrong.nonce} is there`)
}

const isShownAlike = (one: AccountState, other: AccountState, id: ChannelId): boolean =>
  one.windows[id] === other.windows[id] &&
  one.islands[id] === other.islands[id] &&
  one.pending[id] === other.pending[id] &&
  one.stored === other.stored &&
  one.connection === other.connection

/** Rows of a place that are what they were have been judged already: state changes by new objects alone. */
function checkPlaces(world: World, device: Device, number: number): void {
  const state = device.store.get()
  const before = world.judged.states[number]
  if (state === before) return
  for (const place of places) {
    if (before !== undefined && isShownAlike(state, before, channelOf(place))) continue
    checkDoubles(world, number, place)
    checkOwnInSight(world, { before, now: state, number, place })
    checkVersions(world, number, place)
    if (world.machines[number]?.cache !== undefined) checkCachedRanges(world, device, place)
  }
  world.judged.states[number] = state
}

/** Holds after every step. */
export function checkStep(world: World): void {
  checkOnce(world)
  const [strayed] = world.network.requests.strayed
  if (strayed !== undefined) violation('a session', strayed)
  for (const [number, device] of world.devices.entries()) {
    // Nobody sees anything there any more.
    if (device.isEnded()) continue
    checkPeople(world, device, number)
    checkFailures(world, device, number)
    checkPlaces(world, device, number)
  }
}
