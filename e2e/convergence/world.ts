import { ownSeat } from '#renderer/fixtures/held-disk.ts'
import type { ChannelId } from '#shared/models/ids.ts'
import type { Message } from '#shared/models/message.ts'
import { selectAwaitedSince, asShown } from '#renderer/store/selectors/awaited.ts'
import { selectChanges, withChanges } from '#renderer/store/selectors/changes.ts'
import { isReadable, type AccountState, type MessageIsland } from '#renderer/store/state.ts'
import { createDevice, PAGE, type Device } from './device.ts'
import { Cache } from './model/cache.ts'
import { Disk } from './model/disk.ts'
import type { Manner } from './model/manner.ts'
import { idOf, places, type Place } from './model/names.ts'
import { Network } from './model/network.ts'
import type { Possible } from './model/possible.ts'
import { Seats } from './model/seats.ts'
import type { Session } from './model/session.ts'

export interface Send {
  readonly device: number
  /** Which whatever it is corrected to has in it, too. */
  readonly words: string
  /** How often somebody wanted it sent. */
  times: number
  isLetGo: boolean
  /** Its page was killed before any disk had it. */
  isLost: boolean
  /** The devices at which it was corrected on its way. */
  readonly correctedAt: Set<number>
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
  /** That of each device; with tabs they all have the same. */
  readonly machines: readonly Machine[]
  /** Everything that came about, in order. */
  readonly journal: string[]
  /** What was sent at the devices, each with words of its own. */
  readonly sends: Send[]
  /** What was done to messages at the devices, in order. */
  readonly deeds: Deed[]
  /** The newest version of each message that each device has shown. */
  readonly versions: Map<string, number>
  /** The same of the page alone that is there now. It begins with what the cache had. */
  readonly pageVersions: Map<string, number>
  readonly judged: Judged
}

/** What checks after each step have looked at already. */
interface Judged {
  /** Of each device, the state as it was then. */
  readonly states: (AccountState | undefined)[]
  /** So many of the gateway's messages. */
  messages: number
  readonly nonces: Set<string>
}

/** What belongs to a machine: one for each device, or, with tabs, one for all. */
interface Machine {
  readonly disk: Disk
  /** Missing where what was read is kept nowhere. */
  readonly cache: Cache | undefined
  readonly seats: Seats
  readonly session: Session
}

export interface Build {
  readonly manner: Manner
  readonly devices?: number
  /** Devices are pages of one machine: they share its disk, and one of them has the seat. */
  readonly areTabs?: boolean
  /** What was read is kept for the next page. */
  readonly isCached?: boolean
}

const isAlone = ({ machines }: Pick<World, 'machines'>): boolean => new Set(machines).size === machines.length

/** Whether it is this page that delivers, and that writes to the cache of its machine. */
export const hasSeat = (world: World, number: number): boolean =>
  isAlone(world) || world.machines[number]?.seats.isSitting(number) === true

function openPage({ network, machines }: Pick<World, 'network' | 'machines'>, number: number, life: number): Device {
  const machine = machines[number]
  if (machine === undefined) throw new Error(`There is no machine for device ${number}`)
  const { disk, cache, seats, session } = machine
  const seat = isAlone({ machines }) ? ownSeat : seats.openFor(number)
  const onEnded = (): void => {
    network.covered.add('signed out')
    seats.leave(number)
  }
  const line = network.lineOf(number, session)
  return createDevice({ line, disk, cache: cache?.openFor(number), seat, number, life, onEnded })
}

export function createWorld({ manner, devices: count = 2, areTabs = false, isCached = false }: Build): World {
  const network = new Network(manner)
  const newMachine = (): Machine => ({
    disk: new Disk(),
    cache: isCached ? new Cache(network.covered) : undefined,
    seats: new Seats(),
    session: network.newSession(),
  })
  const shared = newMachine()
  const machines = Array.from({ length: count }, () => (areTabs ? shared : newMachine()))
  if (areTabs) network.covered.add('tabs')
  const devices = machines.map((_machine, number) => openPage({ network, machines }, number, 0))
  const judged: Judged = { states: [], messages: 0, nonces: new Set() }
  const versions = { versions: new Map<string, number>(), pageVersions: new Map<string, number>() }
  return { network, devices, machines, journal: [], sends: [], deeds: [], ...versions, judged }
}

/** What of that which was done on a page is lost with it, or may be. */
function noteKilled({ network: { covered }, sends, deeds }: World, number: number, disk: Disk): void {
  covered.add('kill')
  const kept = disk.words()
  if (kept.length > 0) covered.add('kill with something on its way')
  for (const send of sends) {
    if (send.device === number && !kept.some((words) => words.includes(send.words))) send.isLost = true
  }
  if (disk.isToBeSaid(number)) covered.add('kill before its word')
  if (disk.isWriting(number)) for (const deed of deeds) if (deed.device === number) deed.isDoubtful = true
}

/** A page is killed in the middle of whatever it did; another one starts with what the disk has. */
export function killPage(world: World, number: number): void {
  const { network, devices, machines } = world
  const machine = machines[number]
  if (machine === undefined || devices[number]?.isEnded() === true) return
  const { disk, cache, seats, session } = machine
  noteKilled(world, number, disk)
  network.requests.abandon(number)
  network.sockets.forget(number)
  disk.kill(number)
  cache?.kill(number)
  seats.leave(number)
  session.forget(number)
  startPage(world, number)
}

/** What it has shown is for it to know; what it shows from its cache is at least what is there now. */
function startPage(world: World, number: number): void {
  const { devices, machines, journal, pageVersions } = world
  for (const key of pageVersions.keys()) if (key.startsWith(`${number} `)) pageVersions.delete(key)
  for (const message of machines[number]?.cache?.messages() ?? [])
    pageVersions.set(`${number} ${message._id}`, versionOf(message))
  devices[number] = openPage(world, number, journal.length)
  world.judged.states[number] = undefined
}

export const versionOf = ({ rev, updatedAt }: Pick<Message, 'rev' | 'updatedAt'>): number =>
  rev ?? Date.parse(updatedAt)

/** Whoever was signed out is there again, with what the disk has. */
export function signInAgain(world: World, number: number): void {
  const { devices, machines, journal } = world
  if (devices[number]?.isEnded() !== true) return
  journal.push(`sign in ${number}`)
  machines[number]?.session.signIn()
  startPage(world, number)
}

/** Somebody who can do something there. */
export function deviceAt({ devices }: Pick<World, 'devices'>, number: number): Device | undefined {
  const device = devices[number % devices.length]
  return device?.isEnded() === true ? undefined : device
}

export const channelOf = (place: Place): ChannelId => idOf('place', place) as ChannelId

/** What the window shows. */
export const readableRows = ({ store }: Device, place: Place): readonly Message[] =>
  (store.get().windows[channelOf(place)]?.rows ?? []).filter(isReadable)

/** What the window shows, with what is on its way laid over it. */
export const shownRows = ({ store }: Device, place: Place): readonly Message[] => shownIn(store.get(), place)

export function shownIn(state: AccountState, place: Place): readonly Message[] {
  const window = state.windows[channelOf(place)]
  if (window === undefined) return []
  const { stored, me } = state
  const shown = asShown(window, { since: selectAwaitedSince(state, channelOf(place)), me: me._id, stored })
  return withChanges(shown, selectChanges(state, channelOf(place)), me._id).rows.filter(isReadable)
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
export function everything({ network, machines, devices }: World): readonly Possible[] {
  const pages = devices.flatMap((device, number) =>
    device.isBusy() ? [{ label: () => `free ${number}`, happen: device.beFree }] : [],
  )
  const ofMachines = [...new Set(machines)].flatMap(({ disk, seats, cache }) => [
    ...disk.possible(),
    ...seats.possible(),
    ...(cache?.possible() ?? []),
  ])
  return [...network.possible(), ...ofMachines, ...pages]
}

export function happen(world: World, { label, happen: come }: Possible): void {
  world.journal.push(label())
  come()
  noteGaps(world)
  noteCached(world)
}

/** Somebody sees what the gateway has not told this page yet. */
function noteCached({ network, devices, machines }: World): void {
  for (const [number, { store }] of devices.entries()) {
    if (machines[number]?.cache === undefined) continue
    const { openChannel: open, windows } = store.get()
    if (open !== null && windows[open]?.asOf !== undefined) network.covered.add('shown from the cache')
  }
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
