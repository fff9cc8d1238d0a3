import { selectUnread } from '#renderer/store/selectors/unread.ts'
import { checkChanges } from './check-changes.ts'
import { checkLists } from './check-lists.ts'
import { violation } from './violation.ts'
import { PAGE, type Device } from './device.ts'
import { newestUnreadIn, unreadIn } from './model/answers.ts'
import { idOf, places, serverOf, type Place } from './model/names.ts'
import type { Truth } from './model/truth.ts'
import { echoesNonce, type TruthMessage } from './model/wire.ts'
import { checkIslands } from './check-islands.ts'
import { sameRows } from './same-rows.ts'
import { channelOf, heldRows, readableRows, type World } from './world.ts'

interface Checked {
  readonly truth: Truth
  readonly device: Device
  readonly number: number
}

function checkRows({ truth, device, number }: Checked, place: Place): void {
  const { windows, openChannel } = device.store.get()
  const window = windows[channelOf(place)]
  const rows = readableRows(device, place)
  if (!truth.maySee('me', place)) {
    const held = heldRows(device, place)
    if (held.length > 0) violation('I8 no leak', `device ${number} still has ${held.length} messages of ${place}`)
    return
  }
  if (window?.status !== 'ready') {
    if (openChannel === channelOf(place)) violation('I5 liveness', `device ${number}: ${place} is not there`)
    return
  }
  if (window.catchingUp) violation('I5 liveness', `device ${number}: ${place} is still being caught up with`)
  const all = truth.of(place)
  const from = window.reachesStart ? 0 : all.findIndex(({ id }) => id === rows[0]?._id)
  sameRows(`device ${number}, ${place}`, rows, from < 0 ? [] : all.slice(from).map((message) => truth.wire(message)))
}

/** Whether somebody at this device can know that a message of theirs is stored. */
function isKnown({ truth, device }: Checked, message: TruthMessage): boolean {
  const { place, id } = message
  if (device.store.get().openChannel !== channelOf(place) || !truth.maySee('me', place)) return false
  // Without deduplication it has to be seen, with its nonce.
  return truth.manner.extended || (echoesNonce(message) && readableRows(device, place).some(({ _id }) => _id === id))
}

function checkPending(checked: Checked, place: Place): void {
  const { truth, device, number } = checked
  const { pending, openChannel, connection } = device.store.get()
  for (const { nonce, delivery, channelId } of pending[channelOf(place)] ?? []) {
    if (delivery.status === 'sending' && openChannel === channelId && connection.status === 'connected')
      violation('I5 liveness', `device ${number}: ${nonce} is still on its way`)
    const message = truth.messages.find((each) => each.nonce === nonce)
    if (message === undefined) continue
    if (isKnown(checked, message))
      violation('I2 no ghosts', `device ${number} still has ${nonce} as ${delivery.status}`)
  }
}

/** Where the gateway counts nothing, it tells no device either what another one has read. */
function lastReadAt({ truth, device }: Checked, place: Place): string {
  const known = device.store.get().marks[channelOf(place)]?.lastReadMessageId ?? ''
  const lastRead = truth.lastRead.get(place) ?? ''
  return truth.manner.extended || known > lastRead ? lastRead : known
}

/** A gateway that goes on telling of a place that is hidden, in a server of which no list was read: not known to be hidden. */
const isToldAnyway = ({ truth, device }: Checked, place: Place): boolean => {
  const server = serverOf(place)
  if (server === undefined || truth.maySee('me', place)) return false
  return truth.manner.staleRooms && device.store.get().places[idOf('server', server)] === undefined
}

function checkUnread(checked: Checked, place: Place): void {
  const { truth, device, number } = checked
  if (isToldAnyway(checked, place)) return
  const lastRead = lastReadAt(checked, place)
  const wanted = truth.maySee('me', place) ? unreadIn(truth, place, lastRead) : { unread: 0, mentions: 0 }
  const got = selectUnread(device.store.get(), channelOf(place))
  // There a page of the newest is counted, and that there are more is said.
  const isMore = got.isMore && !truth.manner.extended
  const least = isMore ? newestUnreadIn(truth, place, { most: PAGE, lastRead }) : wanted.unread
  const isRight = got.unread >= least && got.unread <= wanted.unread && got.mentions <= wanted.mentions
  if (isRight && (isMore || got.mentions === wanted.mentions)) return
  violation('I9 derived state', `device ${number}, ${place}: ${JSON.stringify(got)} not ${JSON.stringify(wanted)}`)
}

interface Resting {
  readonly network: Pick<World['network'], 'truth'>
  readonly devices: readonly Device[]
}

/** Holds once nothing is under way any more. */
export function checkAtRest({ network: { truth }, devices }: Resting): void {
  for (const [number, device] of devices.entries()) {
    checkLists({ truth, device, number })
    for (const place of places) {
      checkRows({ truth, device, number }, place)
      checkIslands({ truth, device, number }, place)
      checkPending({ truth, device, number }, place)
      checkChanges({ device, number }, place)
      checkUnread({ truth, device, number }, place)
    }
  }
}
