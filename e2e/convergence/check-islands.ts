import { isReadable, type MessageIsland } from '#renderer/store/state.ts'
import { violation } from './violation.ts'
import type { Device } from './device.ts'
import type { Place } from './model/names.ts'
import type { Truth } from './model/truth.ts'
import type { TruthMessage } from './model/wire.ts'
import { sameRows } from './same-rows.ts'
import { channelOf, islandsOf, readableRows } from './world.ts'

interface Checked {
  readonly truth: Truth
  readonly device: Device
  readonly number: number
}

/** Where an island begins and ends among all messages of its place; the ids are those of its first and last row. */
function spanOf(ids: readonly string[], { rows }: MessageIsland): readonly [number, number] {
  return [ids.indexOf(rows[0]?._id ?? ''), ids.indexOf(rows.at(-1)?._id ?? '')]
}

function checkIsViewed({ device }: Checked, place: Place, { catchingUp, rows }: MessageIsland): void {
  const { openChannel, viewed } = device.store.get()
  const channelId = channelOf(place)
  const isViewed = openChannel === channelId && rows.some(({ _id }) => _id === viewed[channelId])
  if (catchingUp && isViewed) violation('I5 liveness', `an island of ${place} is still being read again`)
}

interface Claimed {
  readonly all: readonly TruthMessage[]
  readonly where: string
  /** From here on nothing else claims anything. */
  readonly free: number
}

/** Where the island ends; a violation where it is not as the gateway has it, without a hole. */
function checkIsland(truth: Truth, island: MessageIsland, { all, where, free }: Claimed): number {
  const ids = all.map(({ id }) => id)
  const [first, last] = spanOf(ids, island)
  if (first < free) violation('I1 convergence', `${where} lies within another one`)
  if (island.reachesStart && first > 0) violation('I1 convergence', `${where} does not reach the start`)
  const wanted = all.slice(first, last + 1).map((message) => truth.wire(message))
  if (!island.catchingUp) sameRows(where, island.rows.filter(isReadable), wanted)
  return last + 1
}

/** Ranges further back have no hole, are as the gateway has them, and touch nothing else that is held (rules 13 and 14). */
export function checkIslands(checked: Checked, place: Place): void {
  const { truth, device, number } = checked
  const where = `an island of device ${number} in ${place}`
  const all = truth.of(place)
  let free = 0
  for (const island of islandsOf(device, place)) {
    checkIsViewed(checked, place, island)
    free = checkIsland(truth, island, { all, where, free })
  }
  const newest = readableRows(device, place)[0]
  const start = all.findIndex(({ id }) => id === newest?._id)
  if (newest !== undefined && free > start) violation('I1 convergence', `${where} meets the window`)
}
