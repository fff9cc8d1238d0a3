import type { ChannelId } from '#shared/models/ids.ts'
import type { Message } from '#shared/models/message.ts'
import { selectChanges, withChanges } from '#renderer/store/selectors/changes.ts'
import { isReadable, type MessageIsland } from '#renderer/store/state.ts'
import { createDevice, PAGE, type Device } from './device.ts'
import { Disk } from './model/disk.ts'
import type { Manner } from './model/manner.ts'
import { idOf, places, type Place } from './model/names.ts'
import { Network } from './model/network.ts'
import type { Possible } from './model/possible.ts'

interface Send {
  readonly device: number
  readonly words: string
  /** Its page was killed before any disk had it. */
  isLost: boolean
}

/** Something that was done to a message at a device. */
export interface Deed {
  readonly device: number
  readonly messageId: string
  readonly kind: 'edit' | 'reaction' | 'retraction'
  /** What it is to say, or which reaction it is to have. */
  readonly wish: string
  /** Its page was killed before its disk had everything, or it was written over by somebody else. */
  isDoubtful: boolean
}

/** One gateway, one person, and the devices at which that person sits. */
export interface World {
  readonly network: Network
  readonly devices: Device[]
  readonly disks: readonly Disk[]
  /** Everything that came about, in order. */
  readonly journal: string[]
  /** What was sent at the devices, each with words of its own. */
  readonly sends: Send[]
  /** What was done to messages at the devices, in order. */
  readonly deeds: Deed[]
  /** The newest version of each message that each device has shown. */
  readonly versions: Map<string, number>
}

export function createWorld(manner: Manner, deviceCount = 2): World {
  const network = new Network(manner)
  const disks = Array.from({ length: deviceCount }, () => new Disk())
  const devices = disks.map((disk, number) => createDevice({ line: network.lineOf(number), disk, number, life: 0 }))
  return { network, devices, disks, journal: [], sends: [], deeds: [], versions: new Map() }
}

/** A page is killed in the middle of whatever it did; another one starts with what the disk has. */
export function killPage({ network, devices, disks, sends, deeds, journal }: World, number: number): void {
  const disk = disks[number]
  if (disk === undefined) return
  network.covered.add('kill')
  const kept = disk.words()
  if (kept.size > 0) network.covered.add('kill with something on its way')
  for (const send of sends) if (send.device === number && !kept.has(send.words)) send.isLost = true
  if (disk.isWriting(number)) for (const deed of deeds) if (deed.device === number) deed.isDoubtful = true
  network.requests.abandon(number)
  network.sockets.forget(number)
  disk.kill(number)
  devices[number] = createDevice({ line: network.lineOf(number), disk, number, life: journal.length })
}

export const channelOf = (place: Place): ChannelId => idOf('place', place) as ChannelId

/** What the window shows. */
export const readableRows = ({ store }: Device, place: Place): readonly Message[] =>
  (store.get().windows[channelOf(place)]?.rows ?? []).filter(isReadable)

/** What the window shows, with what is on its way laid over it. */
export function shownRows({ store }: Device, place: Place): readonly Message[] {
  const state = store.get()
  const window = state.windows[channelOf(place)]
  if (window === undefined) return []
  return withChanges(window, selectChanges(state, channelOf(place)), state.me._id).rows.filter(isReadable)
}

export const islandsOf = ({ store }: Device, place: Place): readonly MessageIsland[] =>
  store.get().islands[channelOf(place)] ?? []

/** Everything that is held of a place, further back as well. */
export const heldRows = (device: Device, place: Place): readonly Message[] => [
  ...islandsOf(device, place).flatMap(({ rows }) => rows.filter(isReadable)),
  ...readableRows(device, place),
]

/** Everything that waits for nothing but its turn runs. */
export const settle = (): Promise<void> =>
  new Promise((resolve) => {
    setImmediate(resolve)
  })

/** The same without ranges that are being read again: they join nothing yet. */
export const vouchedRows = (device: Device, place: Place): readonly Message[] => [
  ...islandsOf(device, place).flatMap(({ rows, catchingUp }) => (catchingUp ? [] : rows.filter(isReadable))),
  ...readableRows(device, place),
]

/** What may happen next: on the line, on disks, and on pages that are free. */
export function everything({ network, disks, devices }: World): readonly Possible[] {
  const pages = devices.flatMap((device, number) =>
    device.isBusy() ? [{ label: () => `free ${number}`, happen: device.beFree }] : [],
  )
  return [...network.possible(), ...disks.flatMap((disk) => disk.possible()), ...pages]
}

export function happen(world: World, { label, happen: come }: Possible): void {
  world.journal.push(label())
  come()
  noteGaps(world)
}

/** A device that looks at a channel is back and has missed more of it than one page. */
function noteGaps({ network, devices }: World): void {
  for (const [number, { store }] of devices.entries()) {
    const { openChannel: open, islands } = store.get()
    if (Object.values(islands).some((list) => list.length > 0)) network.covered.add('jump to an island')
    const place = places.find((each) => channelOf(each) === open)
    if (place !== undefined && network.sockets.takeMissed(number, place) > PAGE)
      network.covered.add('gap over one page')
  }
}
