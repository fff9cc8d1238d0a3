import { selectChannel } from '#renderer/store/selectors/channels.ts'
import { isReadable, type MessageRow } from '#renderer/store/state.ts'
import type { Message } from '#shared/models/message.ts'
import { violation } from './violation.ts'
import type { Device } from './device.ts'
import { idOf, places, serverOf, type Place } from './model/names.ts'
import { channelOf, hasSeat, type World } from './world.ts'

const wordsOf = (rows: readonly Message[]): string => rows.map((row) => JSON.stringify(row)).join('\n')

/** The rows a page vouches for as the newest of a place it has in a list; undefined where there are none. */
function vouchedNewest({ store }: Device, place: Place): readonly MessageRow[] | undefined {
  const state = store.get()
  const window = state.windows[channelOf(place)]
  if (window?.status !== 'ready' || window.catchingUp || window.rows.length === 0) return undefined
  return selectChannel(state, channelOf(place)) === undefined ? undefined : window.rows
}

/** What the page that writes vouches for is kept as it is there, and with nothing in between. */
function checkKept(world: World, number: number, place: Place): void {
  const [device, cache] = [world.devices[number], world.machines[number]?.cache]
  const rows = device && vouchedNewest(device, place)
  if (rows === undefined || cache === undefined) return
  const first = rows[0]?._id ?? ''
  const kept = cache.messages().filter(({ _id, channelId }) => channelId === channelOf(place) && _id >= first)
  if (wordsOf(kept) === wordsOf(rows.filter(isReadable))) return
  violation(
    'the cache',
    `of ${place} device ${number} shows ${wordsOf(rows.filter(isReadable))}, kept is ${wordsOf(kept)}`,
  )
}

/** Whether a page has read that a place is not there for it: the list of its servers, or that of the server, is without it. */
function isKnownGone({ store }: Device, place: Place): boolean {
  const { servers, places: known } = store.get()
  const server = serverOf(place)
  if (server === undefined || servers === null) return false
  const list = known[idOf('server', server)]
  if (servers.every(({ _id }) => _id !== idOf('server', server))) return true
  return list?.status === 'ready' && list.stale !== true && list.channels.every(({ _id }) => _id !== channelOf(place))
}

/** Nothing stays of what the page that writes has read to be gone; what nobody there has asked about may. */
function checkLeak({ machines, devices }: World, number: number): void {
  const device = devices[number]
  const kept = new Set<string>(machines[number]?.cache?.messages().map(({ channelId }) => channelId))
  const leaked = places.find((place) => kept.has(channelOf(place)) && device && isKnownGone(device, place))
  if (leaked !== undefined) violation('I8 no leak', `device ${number} still keeps messages of ${leaked}`)
}

/** Holds of what is kept on the disk once nothing is under way any more. */
export function checkCache(world: World): void {
  for (const number of world.devices.keys()) {
    if (world.machines[number]?.cache === undefined || !hasSeat(world, number)) continue
    checkLeak(world, number)
    for (const place of places) checkKept(world, number, place)
  }
}
