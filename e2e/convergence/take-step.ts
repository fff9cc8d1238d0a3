import type { Message } from '#shared/models/message.ts'
import type { MessageId, ServerId } from '#shared/models/ids.ts'
import { PAGE, type Device } from './device.ts'
import { idOf, places, serverOf, type Place } from './model/names.ts'
import type { TruthMessage } from './model/wire.ts'
import type { Step, StepOf } from './steps.ts'
import { correctPending, retractPending, settleByHand } from './take-outbox-step.ts'
import {
  channelOf,
  deviceAt,
  everything,
  happen,
  killPage,
  readableRows,
  shownRows,
  signInAgain,
  type Deed,
  type World,
} from './world.ts'

/** More than a page. */
const MUCH = PAGE + 2

type Take<Name extends Step['do']> = (world: World, step: StepOf<Name>) => void

function targetOf({ network: { truth } }: World, which: number): TruthMessage | undefined {
  const message = truth.messages[which % Math.max(1, truth.messages.length)]
  return message?.isRetracted === true ? undefined : message
}

const byBob =
  (change: (world: World, message: TruthMessage, text: string) => void) =>
  (world: World, { which, text }: { readonly which: number; readonly text: string }): void => {
    const message = targetOf(world, which)
    if (message !== undefined) change(world, message, text)
  }

const deviceOf = (world: World, { device }: { readonly device: number }): Device | undefined => deviceAt(world, device)

const atPlace =
  (act: (device: Device, place: Place, world: World) => void) =>
  (world: World, step: { readonly device: number; readonly place: Place }): void => {
    const device = deviceOf(world, step)
    if (device !== undefined) act(device, step.place, world)
  }

/** As the app does: whoever looks at a channel looks at its server. */
export function openPlace({ sync }: Device, place: Place): void {
  const server = serverOf(place)
  if (server !== undefined) sync.openServer(idOf('server', server) as ServerId)
  sync.openChannel(channelOf(place))
}

type Choice = (row: Message) => boolean

const isOwn: Choice = ({ authorId }) => authorId?.username === 'me'
const isAny: Choice = () => true

/** A row that somebody at a device sees, with what is on its way. */
function shownRow(device: Device, which: number, choice: Choice): Message | undefined {
  const rows = places.flatMap((place) => shownRows(device, place))
  const all = rows.filter((row) => row.retractedAt === undefined && choice(row))
  return all[which % Math.max(1, all.length)]
}

interface Change {
  readonly kind: Deed['kind']
  /** Undefined: there is nothing to be done. */
  readonly make: (device: Device, target: Message, text: string) => string | undefined
}

const changeShown =
  (choice: Choice, { kind, make }: Change) =>
  (world: World, step: { readonly device: number; readonly which: number; readonly text: string }): void => {
    const device = deviceOf(world, step)
    const target = device && shownRow(device, step.which, choice)
    if (device === undefined || target === undefined) return
    const wish = make(device, target, `${step.text} ${world.deeds.length}`)
    if (wish === undefined) return
    world.network.covered.add(kind === 'reaction' ? 'own reaction' : 'own change')
    const number = step.device % world.devices.length
    world.deeds.push({ device: number, messageId: target._id, kind, wish, isDoubtful: false })
  }

/** How somebody has reacted to what is shown. */
const ownEmoji = (device: Device, { reactions }: Message): string | undefined =>
  reactions.find(({ userIds }) => userIds.includes(device.store.get().me._id))?.emoji

const hide: Take<'hide' | 'show'> = ({ network }, step) => {
  if (network.truth.hide(step.place, step.do === 'hide')) network.covered.add('permission change')
}

const lose: Take<'lose request' | 'lose answer'> = ({ network, journal }, step) => {
  const lost = network.requests.lose(step.do === 'lose request' ? 'request' : 'answer', step.which)
  if (lost !== undefined) journal.push(`lost ${lost}`)
}

const table: { readonly [Name in Step['do']]: Take<Name> } = {
  happen: (world, { which }) => {
    const all = everything(world)
    const next = all[which % Math.max(1, all.length)]
    if (next !== undefined) happen(world, next)
  },
  say: ({ network: { truth } }, { place, text }) => {
    truth.create(place, { author: 'bob', content: text })
  },
  'say much': ({ network: { truth } }, { place, text }) => {
    for (let count = 0; count < MUCH; count += 1) truth.create(place, { author: 'bob', content: `${text} ${count}` })
  },
  edit: byBob(({ network: { truth }, deeds }, message, text) => {
    truth.edit(message, text)
    for (const deed of deeds) if (deed.messageId === message.id && deed.kind === 'edit') deed.isDoubtful = true
  }),
  retract: byBob(({ network: { truth } }, message) => truth.retract(message)),
  react: byBob(({ network: { truth } }, message, text) => truth.react(message, 'bob', text)),
  unreact: byBob(({ network: { truth } }, message) => {
    const emoji = message.reactions.get('bob')
    if (emoji !== undefined) truth.unreact(message, 'bob', emoji)
  }),
  rename: ({ network: { truth } }, { place, text }) => {
    truth.rename(place, text)
  },
  'rename server': ({ network: { truth } }, { server, text }) => {
    truth.renameServer(server, text)
  },
  group: ({ network: { truth } }, { server, text }) => {
    truth.group(server, text)
  },
  ungroup: ({ network: { truth } }, { server }) => {
    truth.ungroup(server)
  },
  hide,
  show: hide,
  kick: ({ network }, { server }) => {
    network.covered.add('kick')
    network.truth.kick(server)
  },
  rejoin: ({ network: { truth } }, { server }) => {
    truth.rejoin(server)
  },
  'lose request': lose,
  'lose answer': lose,
  'give up': ({ network, journal }, { which }) => {
    const given = network.requests.giveUp(which)
    if (given !== undefined) journal.push(`gave up ${given}`)
  },
  drop: ({ network, devices }, { device }) => {
    network.sockets.drop(device % devices.length)
  },
  // Long enough for a try to connect, and too short for what waits for an answer to be given up.
  wait: (world, step) => deviceOf(world, step)?.advance(15_000),
  expire: ({ network, devices, machines }, { device }) => {
    const session = machines[device % devices.length]?.session
    // A token that has just come is good for longer than any request takes.
    if (session === undefined || (session.isRenewed && network.requests.isAsking(session))) return
    network.covered.add('expiry')
    session.isExpired = true
  },
  revoke: ({ devices, machines }, { device }) => {
    machines[device % devices.length]?.session.revoke()
  },
  'sign in': (world, { device }) => {
    signInAgain(world, device % world.devices.length)
  },
  wake: (world, step) => deviceOf(world, step)?.sync.wake(),
  swap: ({ network, devices }, { device }) => {
    // Only a gateway that tells each on its own, when it is done with it, does that.
    if (!network.truth.manner.extended) network.sockets.swap(device % devices.length)
  },
  restart: ({ network, devices }) => {
    network.restart(devices.length)
  },
  calm: () => undefined,
  open: atPlace(openPlace),
  older: atPlace(({ sync }, place) => {
    sync.readOlder(channelOf(place))
  }),
  newer: atPlace(({ sync }, place) => {
    sync.readNewer(channelOf(place))
  }),
  newest: atPlace(({ sync }, place) => {
    sync.lookAt(channelOf(place), null)
  }),
  jump: (world, step) => {
    const device = deviceOf(world, step)
    // Whoever jumps somewhere looks at that channel.
    const place = places.find((each) => channelOf(each) === device?.store.get().openChannel)
    const all = place === undefined ? [] : world.network.truth.of(place)
    const target = all[step.which % Math.max(1, all.length)]
    if (place !== undefined && target !== undefined) void device?.sync.jumpTo(channelOf(place), target.id as MessageId)
  },
  read: atPlace((device, place, { network }) => {
    const newest = readableRows(device, place).at(-1)
    if (newest === undefined) return
    network.covered.add('read')
    device.sync.acknowledge(channelOf(place), newest._id)
  }),
  send: (world, step) => {
    const words = `${step.text} of mine ${world.sends.length}.`
    const sender = deviceOf(world, step)
    if (sender === undefined) return
    const device = step.device % world.devices.length
    world.sends.push({ device, words, times: 1, isLetGo: false, isLost: false, correctedAt: new Set() })
    sender.sync.outbox.send({ channelId: channelOf(step.place), content: words })
  },
  kill: (world, { device }) => {
    killPage(world, device % world.devices.length)
  },
  settle: settleByHand,
  correct: correctPending,
  'retract pending': retractPending,
  'edit own': changeShown(isOwn, {
    kind: 'edit',
    make: ({ sync }, { channelId, _id, content }, text) => {
      sync.outbox.edit({ channelId, messageId: _id }, { content: text, before: content ?? '' })
      return text
    },
  }),
  'retract own': changeShown(isOwn, {
    kind: 'retraction',
    make: ({ sync }, { channelId, _id }) => {
      sync.outbox.retract({ channelId, messageId: _id })
      return ''
    },
  }),
  'react own': changeShown(isAny, {
    kind: 'reaction',
    make: ({ sync }, { channelId, _id }, text) => {
      const [emoji = ''] = text
      sync.outbox.react({ channelId, messageId: _id }, emoji)
      return emoji
    },
  }),
  'unreact own': changeShown(isAny, {
    kind: 'reaction',
    make: (device, row) => {
      const emoji = ownEmoji(device, row)
      if (emoji !== undefined) device.sync.outbox.unreact({ channelId: row.channelId, messageId: row._id }, emoji)
      return emoji === undefined ? undefined : 'nothing'
    },
  }),
}

export function takeStep(world: World, step: Step): void {
  world.journal.push(JSON.stringify(step))
  // The entry was looked up by the step's own name, so it takes this step.
  const take = table[step.do] as Take<Step['do']>
  take(world, step)
}
