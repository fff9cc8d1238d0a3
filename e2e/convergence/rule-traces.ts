import assert from 'node:assert/strict'
import type { MessageWindow } from '#renderer/store/state.ts'
import { lineTraces } from './line-traces.ts'
import { mannerOf } from './model/manner.ts'
import {
  comeBack,
  drop,
  firstOf,
  free,
  inEach,
  newestAnswer,
  newestPage,
  older,
  page,
  pageAnswer,
  send,
  sendMine,
  told,
  type Trace,
} from './trace.ts'
import { channelOf, everything, happen, settle, shownRows } from './world.ts'

/** The page of a repair was read before a change of a later millisecond, which has arrived already. */
const olderRepair: Trace = async (start) => {
  const stage = await start({ manner: { ...mannerOf('plain', 0), writesPerMs: 4 } })
  const { truth } = stage.world.network
  const message = firstOf(truth.of('general'))
  truth.edit(message, 'once')
  truth.edit(message, 'twice')
  await stage.come(told('MESSAGE_UPDATE'), told('MESSAGE_UPDATE'), free, page)
  stage.bob('second', 'so that time goes on', 2)
  truth.edit(message, 'later')
  await stage.come(told('MESSAGE_CREATE'), told('MESSAGE_CREATE'), told('MESSAGE_UPDATE'), free, pageAnswer)
  await stage.end()
}

/** Neither its event nor its answer: a page that is read once the line is back is the first to tell of it. */
const foundInAPage: Trace = inEach(async (stage) => {
  await sendMine(stage)
  await stage.come(/^execute 0 POST/)
  await stage.take(drop)
  await comeBack(stage)
  await stage.come(newestPage, newestAnswer, page, pageAnswer)
})

/** What is looked at far back is read again after a gap, like the newest. */
const changedFarBack = inEach(
  async ({ take, calm, world: { network } }) => {
    await take({ do: 'jump', device: 0, which: 1 })
    await calm()
    await take(drop)
    network.truth.edit(firstOf(network.truth.of('general').slice(1)), 'edited meanwhile')
  },
  { old: 20 },
)

/** At every moment between the first write and the answer the page is killed; the line is whole again then. */
const killedWhileSending: Trace = async (start) => {
  for (let moments = 0; moments < 24; moments += 1) {
    const stage = await start()
    await stage.take(send)
    for (let moment = 0; moment < moments / 2; moment += 1) {
      const [next] = everything(stage.world)
      if (next !== undefined) happen(stage.world, next)
      await settle()
    }
    await stage.take({ do: 'kill', device: 0 })
    // Who does not look at the channel cannot see there that it has arrived.
    if (moments % 2 === 0) await stage.take({ do: 'open', device: 0, place: 'general' })
    await stage.end()
  }
}

/** More comes in than anybody holds: what is furthest back goes, and is read again by whoever goes there. */
const grownTooLong = inEach(
  async ({ take, calm, bob, device, world: { network } }) => {
    const window = (): MessageWindow | undefined => device.store.get().windows[channelOf('general')]
    assert.equal(window()?.reachesStart, true)
    bob('general', 'news', 20)
    await calm()
    assert.equal(window()?.reachesStart, false)
    network.truth.edit(firstOf(network.truth.of('general')), 'edited meanwhile')
    for (let turn = 0; turn < 4; turn += 1) {
      await take(older)
      await calm()
    }
  },
  { old: 2 },
)

const edit = { do: 'edit own', device: 0, which: 0, text: 'here' } as const

/** A device of the same person is at it, too: no edit is written over by one that does not know of it. */
const editedElsewhere: Trace = async (start) => {
  const stage = await start()
  const { take, come, calm, world, device } = stage
  const { truth } = world.network
  await take(send)
  await calm()
  await take(edit)
  while (!everything(world).some(({ label }) => label().startsWith('execute 0 PATCH'))) await come(/^write 0 /)
  await take({ do: 'lose request', which: 0 })
  const own = firstOf(truth.messages.filter(({ author }) => author === 'me'))
  truth.edit(own, 'elsewhere')
  await stage.end()
  assert.equal(own.content, 'elsewhere')
  const [change] = device.store.get().changes[channelOf('general')] ?? []
  assert.deepEqual(change?.delivery, { status: 'conflict', theirs: 'elsewhere' })
}

/** The disk takes long to write down that an edit goes out, and is still at it when word comes of another one. */
const editedWhileTheDiskWrites: Trace = async (start) => {
  const stage = await start()
  const { take, come, calm, world, device } = stage
  const { truth } = world.network
  await take(send)
  await calm()
  await take(edit)
  await come(/^write 0 put/)
  const own = firstOf(truth.messages.filter(({ author }) => author === 'me'))
  truth.edit(own, 'elsewhere')
  await come(told('MESSAGE_UPDATE'), free)
  await stage.end()
  assert.equal(own.content, 'elsewhere')
  const [change] = device.store.get().changes[channelOf('general')] ?? []
  assert.deepEqual(change?.delivery, { status: 'conflict', theirs: 'elsewhere' })
}

/** What another device has taken away already. */
const takenAwayTwice: Trace = async (start) => {
  const stage = await start({ devices: 2 })
  const { take, come, calm, world } = stage
  await take({ do: 'open', device: 1, place: 'general' }, { do: 'react own', device: 0, which: 0, text: 'yes' })
  await calm()
  for (const device of [0, 1]) {
    await take({ do: 'unreact own', device, which: 0, text: 'yes' })
    const isOut = (): boolean => everything(world).some(({ label }) => label().startsWith(`execute ${device} DELETE`))
    while (!isOut()) await come(new RegExp(`^write ${device} `))
  }
  await stage.end()
  assert.equal(world.network.truth.of('general')[0]?.reactions.size, 0)
  for (const { store } of world.devices) assert.deepEqual(store.get().changes, {})
}

/** With the message its reactions went: that is all that was wanted. */
const takenAwayFromRetracted: Trace = async (start) => {
  const stage = await start()
  const { take, calm, come, world, device } = stage
  await take({ do: 'react own', device: 0, which: 0, text: 'yes' })
  await calm()
  await take({ do: 'unreact own', device: 0, which: 0, text: 'yes' })
  while (!everything(world).some(({ label }) => label().startsWith('execute 0 DELETE'))) await come(/^write 0 /)
  world.network.truth.retract(firstOf(world.network.truth.messages))
  await stage.end()
  assert.deepEqual(device.store.get().changes, {})
}

/** The answer says what the message is now: retracted, and so without its nonce. */
const retractedBeforeAnswer: Trace = async (start) => {
  const stage = await start({ manner: mannerOf('extended', 0) })
  const { take, come, world } = stage
  const { truth } = world.network
  await sendMine(stage)
  await come(/^execute 0 POST/)
  await take({ do: 'lose answer', which: 0 }, drop)
  const own = firstOf(truth.messages.filter(({ author }) => author === 'me'))
  truth.retract(own)
  await stage.end()
  assert.deepEqual(stage.device.store.get().pending, {})
}

/** The same, and meanwhile somebody has corrected it. */
const correctedBeforeAnswer: Trace = async (start) => {
  const stage = await start({ manner: mannerOf('extended', 0) })
  const { take, come, world, device } = stage
  const { truth } = world.network
  const channelId = channelOf('general')
  await sendMine(stage)
  await come(/^execute 0 POST/)
  const nonce = device.store.get().pending[channelId]?.[0]?.nonce ?? ''
  device.sync.outbox.edit({ channelId, nonce }, { content: 'corrected', before: 'mine' })
  await take({ do: 'lose answer', which: 0 }, drop)
  truth.retract(firstOf(truth.messages.filter(({ author }) => author === 'me')))
  await stage.end()
  assert.equal(device.store.get().changes[channelId]?.[0]?.delivery.status, 'failed')
}

/** The message was given up and corrected; when it turns up after all, it gets the correction. */
const correctedWhileUnconfirmed: Trace = async (start) => {
  const stage = await start({ manner: mannerOf('plain', 0) })
  const { take, come, calm, world, device } = stage
  await sendMine(stage)
  await take({ do: 'give up', which: 0 }, { do: 'correct', device: 0, which: 0, text: 'no' })
  await come(/^execute 0 POST/)
  await calm()
  const own = firstOf(world.network.truth.messages.filter(({ author }) => author === 'me'))
  assert.match(own.content, /^no for /)
  await stage.end()
  assert.deepEqual(device.store.get().changes, {})
}

/** The event is there before the answer, and says nothing of the nonce: until the answer is there too it is not shown. */
const toldBeforeAnswer: Trace = async (start) => {
  const stage = await start()
  const { take, come, world, device } = stage
  await take({ ...send, text: 'card' })
  while (!everything(world).some(({ label }) => label().startsWith('execute 0 POST'))) await come(/^write 0 /)
  await come(/^execute 0 POST/, told('MESSAGE_CREATE'), free)
  const own = firstOf(world.network.truth.messages.filter(({ author }) => author === 'me'))
  const isShown = (): boolean => shownRows(device, 'general').some(({ _id }) => _id === own.id)
  assert.equal(isShown(), false)
  await come(/^answer 0 POST/)
  assert.deepEqual([isShown(), device.store.get().pending], [true, {}])
  await stage.end()
}

/** Of two such messages the first one is there: it does not wait for the second. */
const toldOneAfterTheOther: Trace = async (start) => {
  const stage = await start({ devices: 2, areTabs: true })
  const { take, come, world, device } = stage
  await take({ do: 'open', device: 1, place: 'general' })
  await stage.calm()
  await take({ ...send, text: 'card' }, { ...send, text: 'card' })
  while (!everything(world).some(({ label }) => label().startsWith('execute 0 POST'))) await come(/^write 0 /)
  await come(/^execute 0 POST/, /^answer 0 POST/)
  const own = firstOf(world.network.truth.messages.filter(({ author }) => author === 'me'))
  assert.equal(device.store.get().pending[channelOf('general')]?.length, 1)
  assert.ok(shownRows(device, 'general').some(({ _id }) => _id === own.id))
  await stage.end()
}

/** Rules that no trace of the note is about, and what random histories found. */
export const ruleTraces: Readonly<Record<string, Trace>> = {
  ...lineTraces,
  '[rule 6] what was sent is found in a page before anything else tells of it': foundInAPage,
  '[rule 1] a row is read again, and changed once more before the answer is there': olderRepair,
  '[rule 14] a message far back that is looked at is edited while offline': changedFarBack,
  '[rule 14] more comes in than a window holds, and somebody goes back to what went': grownTooLong,
  '[rule 7] the page is killed at any moment of a send, and opened again': killedWhileSending,
  '[rule 15] a message is edited elsewhere while the answer to an edit of it is lost': editedElsewhere,
  '[rule 15] a message is edited elsewhere while the disk writes down that an edit of it goes out':
    editedWhileTheDiskWrites,
  '[rule 15] a reaction is taken away on two devices at once': takenAwayTwice,
  '[rule 15] a reaction is taken away from a message that is retracted meanwhile': takenAwayFromRetracted,
  '[rule 15] a message that was given up is corrected, and turns up after all': correctedWhileUnconfirmed,
  '[rule 16] what does not say how it was sent is told of before its answer is there': toldBeforeAnswer,
  '[rule 16] of two that do not say how they were sent the first is there, the second is on its way':
    toldOneAfterTheOther,
  '[rule 16] a message is retracted elsewhere before anybody knows that it is stored': retractedBeforeAnswer,
  '[rule 16] a message is corrected here and retracted elsewhere before its answer is there': correctedBeforeAnswer,
}
