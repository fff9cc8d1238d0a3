import assert from 'node:assert/strict'
import type { MessageId } from '#shared/models/ids.ts'
import { cacheTraces } from './cache-traces.ts'
import { mannerOf, profiles, type Profile } from './model/manner.ts'
import { pageTraces } from './page-traces.ts'
import { sessionTraces } from './session-traces.ts'
import { ruleTraces } from './rule-traces.ts'
import { begin, type Stage } from './stage.ts'
import {
  comeBack,
  drop,
  firstOf,
  free,
  inEach,
  inOneMs,
  older,
  page,
  pageAnswer,
  send,
  sendMine,
  told,
  type Trace,
} from './trace.ts'
import { channelOf, everything, islandsOf, readableRows, settle } from './world.ts'

const t1 = inEach(async (stage) => {
  const { take, come, bob, world } = stage
  const message = firstOf(bob('general', 'first'))
  await stage.calm()
  await take(drop)
  await comeBack(stage)
  await come(page)
  world.network.truth.edit(message, 'second')
  await come(told('MESSAGE_UPDATE'), free, pageAnswer)
})

const t2: Trace = async (start) => {
  const stage = await start({ isOpen: false })
  const { take, come, bob } = stage
  await take({ do: 'open', device: 0, place: 'general' })
  await come(page)
  bob('general', 'said before anybody is in the room')
  await come(/^admit 0$/, told('PRESENCE_INITIAL_STATE'), told('ready'), free, pageAnswer)
  await stage.end()
}

const whileAway = (change: (stage: Stage) => void): Trace =>
  inEach(
    async (stage) => {
      await stage.take(older)
      await stage.calm()
      await stage.take(drop)
      change(stage)
    },
    { old: 5 },
  )

const t3 = whileAway(({ world: { network } }) => {
  network.truth.edit(firstOf(network.truth.of('general')), 'edited meanwhile')
})

const t4 = whileAway(({ world: { network } }) => {
  network.truth.retract(firstOf(network.truth.of('general')))
})

const t5 = inEach(async ({ take, bob }) => {
  await take(drop)
  bob('general', 'missed', 30)
})

const t6 = inEach(async (stage) => {
  const { take, come } = stage
  await sendMine(stage)
  await come(/^execute 0 POST/)
  await take({ do: 'lose answer', which: 0 })
})

const t7: Trace = async (start) => {
  const stage = await start({ manner: inOneMs(mannerOf('plain', 0)) })
  const { take, come, bob } = stage
  await sendMine(stage)
  await come(/^execute 0 POST/)
  bob('general', 'in the same millisecond')
  await take({ do: 'swap', device: 0 })
  await come(told('MESSAGE_CREATE'), free)
  await stage.end()
}

const t8: Trace = async (start) => {
  const stage = await start({ manner: mannerOf('plain', 1) })
  const message = firstOf(stage.bob('general', 'a link'))
  await stage.come(told('MESSAGE_CREATE'), free)
  stage.world.network.truth.edit(message, 'no more')
  await stage.come(/^preview$/, told('MESSAGE_UPDATE'), told('MESSAGE_UPDATE'), free)
  await stage.end()
}

const t9: Trace = async (start) => {
  const stage = await start({ manner: inOneMs(mannerOf('plain', 0)) })
  const { truth } = stage.world.network
  const message = firstOf(truth.of('general'))
  truth.edit(message, 'once')
  await stage.come(told('MESSAGE_UPDATE'), free, page)
  truth.edit(message, 'twice')
  await stage.come(told('MESSAGE_UPDATE'), free, pageAnswer)
  await stage.end()
}

const t10 = inEach(async (stage) => {
  const { take, come, calm } = stage
  await sendMine(stage)
  await take({ do: 'give up', which: 0 })
  await come(/^execute 0 POST/)
  await calm()
})

/** Scrolling on from a message far back, as the view does it, until there is no gap any more. */
const t11: Trace = async (start) => {
  const stage = await start({ old: 1_000 })
  const { device, world, bob, calm } = stage
  const channelId = channelOf('general')
  const target = world.network.truth.of('general').at(-900)
  assert.ok(target !== undefined)
  const jump = device.sync.jumpTo(channelId, target.id as MessageId)
  await settle()
  await stage.come(page)
  bob('general', 'said meanwhile', 2)
  await calm()
  assert.equal((await jump).status, 'there')
  assert.equal(islandsOf(device, 'general').length, 1)
  for (let pages = 0; islandsOf(device, 'general').length > 0; pages += 1) {
    assert.ok(pages < 400, 'the ranges never meet')
    const newest = islandsOf(device, 'general').at(-1)?.rows.at(-1)
    if (newest !== undefined) device.sync.lookAt(channelId, newest._id)
    device.sync.readNewer(channelId)
    if (pages % 50 === 0) bob('general', 'and on')
    await calm()
  }
  await stage.end()
}

/** What was said in a channel that has been taken away does not appear, not even until the lists are read again. */
const t12: Trace = async (start) => {
  const stage = await start({ manner: mannerOf('plain', 4) })
  const { take, come, bob, device } = stage
  await take({ do: 'hide', place: 'general' })
  bob('general', 'not for everybody any more')
  await come(told('PERMISSIONS_UPDATE'), told('CHANNEL_UPDATE'), told('MESSAGE_CREATE'), free)
  assert.ok(readableRows(device, 'general').every(({ content }) => content !== 'not for everybody any more'))
  await stage.end()
  assert.deepEqual(readableRows(device, 'general'), [])
}

const t13: Trace = async (start) => {
  const stage = await start({ manner: mannerOf('plain', 0) })
  await stage.take({ do: 'hide', place: 'second' })
  await stage.calm()
  // Told once more, of a channel that is not in the list any more.
  stage.world.network.truth.rename('second', 'renamed')
  await stage.come(told('CHANNEL_UPDATE'), free)
  const { places } = stage.device.store.get()
  const names = Object.values(places).flatMap(({ channels }) => channels.map(({ name }) => name))
  assert.deepEqual(names, ['general'])
  await stage.end()
}

/** Everything comes about but for requests that a page that is gone has left behind. */
async function allButItsRequests({ world, bring }: Stage): Promise<void> {
  const isLeft = (label: string): boolean => label.startsWith('execute 0 POST')
  for (;;) {
    const next = everything(world).find(({ label }) => !isLeft(label()))
    if (next === undefined) return
    await bring(next)
  }
}

/** The other tab looks elsewhere: that the message is stored it can only find out by asking, or by being told. */
const t14: Trace = async (start) => {
  const stage = await start({ devices: 2, areTabs: true })
  const { take, world, come } = stage
  const { truth } = world.network
  await take({ do: 'open', device: 1, place: 'second' })
  await stage.calm()
  // It hears of the message, but not of the attempt.
  await take(send)
  await come(/^write 0 put/, /^notice 1$/, /^write 1 nothing/, /^write 0 put/)
  assert.ok(everything(world).some(({ label }) => label().startsWith('execute 0 POST')))
  await take({ do: 'kill', device: 0 })
  await come(/^sit 1$/)
  await allButItsRequests(stage)
  const stored = truth.messages.filter(({ author }) => author === 'me')
  const left = world.devices[1]?.store.get().pending[channelOf('general')] ?? []
  assert.equal(stored.length, truth.manner.extended ? 1 : 0)
  assert.deepEqual(
    left.map(({ delivery }) => delivery.status),
    truth.manner.extended ? [] : ['unconfirmed'],
  )
  // What the first one asked for is carried out after all: seen, it is confirmed.
  await stage.end()
  assert.equal(truth.messages.filter(({ author }) => author === 'me').length, 1)
  for (const { store } of world.devices) assert.deepEqual(store.get().pending, {})
}

/** By name; each on every profile that it means something to. */
const traces: Readonly<Record<string, Trace>> = {
  '[T1] a page read before an event and arriving after it does not overwrite the newer body': t1,
  '[T2] the first page is of a time before the room was joined, and is asked for again': t2,
  '[T3] an older message that is loaded is edited while offline': t3,
  '[T4] an older message that is loaded is retracted while offline': t4,
  '[T5] more than a page is missed while offline': t5,
  '[T6] the answer to a message is lost': t6,
  '[T7] two messages of one millisecond, told the wrong way round': t7,
  '[T8] a link preview is told with what the message was before it was edited': t8,
  '[T9] a row is doubted once more while it is being read again': t9,
  '[T10] a message that was given up is stored afterwards': t10,
  '[T11] a jump to a message 900 back while others write, and on from there until the ranges meet': t11,
  '[T12] a permission is lost while messages of that channel are on their way': t12,
  '[T13] a change of a channel that was just hidden': t13,
  '[T14] of two tabs the sending one is killed with a message on its way, and the other takes over': t14,
  ...ruleTraces,
  ...pageTraces,
  ...sessionTraces,
  ...cacheTraces,
}

/** Plays a trace on a profile; rejects where it does not end as the gateway has it. */
export async function playTrace(name: string, profile: Profile): Promise<void> {
  const trace = traces[name]
  if (trace === undefined) throw new Error(`No trace is called ${name}`)
  await trace((begun = {}) => begin({ manner: mannerOf(profile, 0), ...begun }))
}

/** Every trace on every profile. */
export const played: readonly (readonly [name: string, profile: Profile])[] = Object.keys(traces).flatMap((name) =>
  profiles.map((profile) => [name, profile] as const),
)
