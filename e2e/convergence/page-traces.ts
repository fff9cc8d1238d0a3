import assert from 'node:assert/strict'
import { mannerOf } from './model/manner.ts'
import type { Stage } from './stage.ts'
import { drop, free, send, told, type Trace } from './trace.ts'
import { channelOf, shownRows } from './world.ts'

/** One message came of it, and it says what it was corrected to. */
function checkCorrected({ world }: Stage): void {
  const [message, ...others] = world.network.truth.of('second')
  assert.match(message?.content ?? '', /^as it is now/)
  assert.deepEqual(others, [])
}

/** Whoever has the seat hears of it, and tells what became of it. */
const sentWithoutSeat: Trace = async (start) => {
  const stage = await start({ devices: 2, areTabs: true })
  await stage.take({ do: 'open', device: 1, place: 'second' })
  await stage.calm()
  await stage.take({ do: 'send', device: 1, place: 'second', text: 'mine' })
  await stage.end()
  assert.equal(stage.world.network.truth.of('second').length, 1)
  for (const { store } of stage.world.devices) assert.deepEqual(store.get().pending, {})
}

/** The page with the seat hears of the retraction once the message is stored; the other one may not live to hear of that. */
const retractedWithoutSeat =
  (isKilled: boolean): Trace =>
  async (start) => {
    const stage = await start({ devices: 2, areTabs: true })
    const { take, come, world } = stage
    await take({ do: 'send', device: 1, place: 'second', text: 'mine' })
    await come(/^write 1 put/, /^notice 0$/, /^write 0 nothing/, /^write 0 put/, /^execute 0 POST/)
    await take({ do: 'retract pending', device: 1, which: 0 })
    await come(
      /^write 1 put/,
      /^answer 0 POST/,
      told('MESSAGE_CREATE'),
      free,
      /^write 0 remove/,
      /^notice 1$/,
      /^write 1 nothing/,
    )
    if (isKilled) await take({ do: 'kill', device: 1 })
    await stage.end()
    assert.deepEqual(
      world.network.truth.of('second').map(({ isRetracted }) => isRetracted),
      [true],
    )
    for (const { store } of world.devices) assert.deepEqual(store.get().changes, {})
  }

/** One page lets go what another one takes back before it hears of that. */
const retractedWhileLetGo: Trace = async (start) => {
  const stage = await start({ devices: 2, areTabs: true })
  const { take, come, world, device } = stage
  await take(drop, send)
  await come(/^write 0 put/, /^notice 1$/, /^write 1 nothing/)
  await take({ do: 'retract pending', device: 1, which: 0 })
  const [pending] = device.store.get().pending[channelOf('general')] ?? []
  for (const one of world.sends) one.isLetGo = true
  device.sync.outbox.discard(channelOf('general'), pending?.nonce ?? '')
  await stage.end()
  for (const { store } of world.devices) assert.deepEqual(store.get().changes, {})
}

/** The page that let a message go is killed before it could tell, with what another one did to that on the disk. */
const retractedAfterItWasLetGo: Trace = async (start) => {
  const stage = await start({ devices: 2, areTabs: true })
  const { take, come, world, device } = stage
  await take(drop, send)
  await come(/^write 0 put/, /^notice 1$/, /^write 1 nothing/)
  const [pending] = device.store.get().pending[channelOf('general')] ?? []
  for (const one of world.sends) one.isLetGo = true
  device.sync.outbox.discard(channelOf('general'), pending?.nonce ?? '')
  await take({ do: 'retract pending', device: 1, which: 0 })
  await come(/^write 0 remove/, /^write 1 put/)
  await take({ do: 'kill', device: 0 }, { do: 'kill', device: 1 })
  await stage.end()
  for (const { store } of world.devices) assert.deepEqual(store.get().changes, {})
}

/** What it wrote is on the disk, and nobody was told. */
const killedBeforeItsWord: Trace = async (start) => {
  const stage = await start({ devices: 2, areTabs: true })
  const { take, come, world } = stage
  await take({ do: 'open', device: 1, place: 'second' })
  await stage.calm()
  await take({ do: 'send', device: 1, place: 'second', text: 'mine' })
  await come(/^write 1 put/)
  await take({ do: 'kill', device: 1 })
  await stage.end()
  assert.equal(world.network.truth.of('second').length, 1)
  for (const { store } of world.devices) assert.deepEqual(store.get().pending, {})
}

/** A page that has not heard yet that a message is stored takes it back, and is killed with that on the disk. */
const retractedAfterItWasStored: Trace = async (start) => {
  const stage = await start({ devices: 2, areTabs: true })
  const { take, come, world } = stage
  await take({ do: 'send', device: 1, place: 'second', text: 'mine' })
  await come(/^write 1 put/, /^notice 0$/, /^write 0 nothing/, /^write 0 put/, /^execute 0 POST/)
  await come(/^answer 0 POST/, told('MESSAGE_CREATE'), free, /^write 0 remove/)
  await take({ do: 'retract pending', device: 1, which: 0 })
  await come(/^write 1 put/)
  await take({ do: 'kill', device: 1 })
  await stage.end()
  assert.deepEqual(
    world.network.truth.of('second').map(({ isRetracted }) => isRetracted),
    [true],
  )
}

/** All pages are killed just as a message is stored that was to be retracted: the disk alone knows which one it is. */
const allKilledOnceStored: Trace = async (start) => {
  const stage = await start({ devices: 2, areTabs: true })
  const { take, come, world } = stage
  await take({ do: 'send', device: 1, place: 'second', text: 'mine' })
  await come(/^write 1 put/, /^notice 0$/, /^write 0 nothing/, /^write 0 put/, /^execute 0 POST/)
  await take({ do: 'retract pending', device: 1, which: 0 })
  await come(/^write 1 put/, /^answer 0 POST/, /^write 0 remove/)
  await take({ do: 'kill', device: 0 }, { do: 'kill', device: 1 })
  await stage.end()
  assert.deepEqual(
    world.network.truth.of('second').map(({ isRetracted }) => isRetracted),
    [true],
  )
}

/** The page that knew what a message became is killed before it could say so, and another one takes the message back then. */
const retractedAfterItsSenderWasKilled: Trace = async (start) => {
  const stage = await start({ devices: 2, areTabs: true })
  const { take, come, world } = stage
  await take({ do: 'send', device: 1, place: 'second', text: 'mine' })
  await come(/^write 1 put/, /^notice 0$/, /^write 0 nothing/, /^write 0 put/, /^notice 1$/, /^write 1 nothing/)
  await come(/^execute 0 POST/, /^answer 0 POST/, /^write 0 remove/)
  await take({ do: 'kill', device: 0 }, { do: 'retract pending', device: 1, which: 0 })
  await stage.end()
  assert.deepEqual(
    world.network.truth.of('second').map(({ isRetracted }) => isRetracted),
    [true],
  )
  for (const { store } of world.devices) assert.deepEqual(store.get().changes, {})
}

/**
 * A page without the seat corrects what it has not heard the other one send, and that one is killed: nothing goes out twice,
 * and what was corrected comes true once the message is there.
 */
const correctedAfterItWentOut: Trace = async (start) => {
  const stage = await start({ devices: 2, areTabs: true })
  const { take, come } = stage
  await take({ do: 'send', device: 1, place: 'second', text: 'as it was' })
  await come(/^write 1 put/, /^notice 0$/, /^write 0 nothing/, /^write 0 put/, /^execute 0 POST/)
  await take({ do: 'correct', device: 1, which: 0, text: 'as it is now' }, { do: 'kill', device: 0 })
  await stage.end()
  checkCorrected(stage)
}

/** A page without the seat corrects what is stored already: what it writes then is a change, and no other message. */
const correctedAfterItWasStored: Trace = async (start) => {
  const stage = await start({ devices: 2, areTabs: true })
  const { take, come } = stage
  await take({ do: 'send', device: 1, place: 'second', text: 'as it was' })
  await come(/^write 1 put/, /^notice 0$/, /^write 0 nothing/, /^write 0 put/, /^execute 0 POST/)
  await come(/^answer 0 POST/, told('MESSAGE_CREATE'), free, /^write 0 remove/)
  await take({ do: 'correct', device: 1, which: 0, text: 'as it is now' })
  await come(/^write 1 put/)
  await stage.end()
  checkCorrected(stage)
}

/** One page sends again what another one corrects meanwhile, and both are gone before they hear of that. */
const correctedWhileSentAgain: Trace = async (start) => {
  const stage = await start({ manner: mannerOf('plain', 0), devices: 2, areTabs: true })
  const { take, come, world } = stage
  await take({ do: 'send', device: 1, place: 'second', text: 'mine' })
  await come(/^write 1 put/, /^notice 0$/, /^write 0 nothing/, /^write 0 put/)
  await take(
    { do: 'give up', which: 0 },
    { do: 'correct', device: 1, which: 0, text: 'corrected' },
    { do: 'settle', device: 0, which: 0 },
  )
  await come(/^write 1 put/, /^write 0 put/, /^write 0 put/, /^write 0 remove/)
  await take({ do: 'kill', device: 0 }, { do: 'kill', device: 1 })
  await stage.end()
  for (const { store } of world.devices) assert.deepEqual(store.get().changes, {})
}

/** The line of the page that sends tells of a message before its request is answered; another page has no line then. */
const toldBeforeItsAnswer: Trace = async (start) => {
  const stage = await start({ devices: 2, areTabs: true })
  const { take, come, world, calm } = stage
  await take({ do: 'open', device: 1, place: 'second' })
  await calm()
  await take({ do: 'drop', device: 1 }, { do: 'send', device: 1, place: 'second', text: 'mine' })
  await come(/^write 1 put/, /^notice 0$/, /^write 0 nothing/, /^write 0 put/, /^execute 0 POST/)
  await come(told('MESSAGE_CREATE'), free, /^write 0 remove/, /^notice 1$/, /^notice 1$/)
  const [, other] = world.devices
  assert.deepEqual(other && shownRows(other, 'second').length, 1)
  await stage.end()
}

/** Several pages of one machine. */
export const pageTraces: Readonly<Record<string, Trace>> = {
  '[rule 22] a message is told of before its request is answered, and another page without a line shows it':
    toldBeforeItsAnswer,
  '[rule 22] what is sent on a page without the seat goes out from the one that has it': sentWithoutSeat,
  '[rule 22] a message is retracted on a page without the seat just as it is stored': retractedWithoutSeat(false),
  '[rule 22] a message is let go on one page just as it is retracted on another': retractedWhileLetGo,
  '[rule 22] a message is retracted on one page after it was let go on another, and both are killed':
    retractedAfterItWasLetGo,
  '[rule 22] a message is retracted just as it is stored, on a page without the seat that is killed then':
    retractedWithoutSeat(true),
  '[rule 22] a page is killed between its write to the disk and its word to the others': killedBeforeItsWord,
  '[rule 22] a message is retracted after it was stored, on a page that has not heard of that and is killed then':
    retractedAfterItWasStored,
  '[rule 7] [rule 22] a message is corrected on a page that has not heard that it went out, and the one that sent it is killed':
    correctedAfterItWentOut,
  '[rule 7] [rule 22] a message is corrected on a page that has not heard that it is stored': correctedAfterItWasStored,
  '[rule 22] a message is retracted on a page after the one was killed that knew that it is stored':
    retractedAfterItsSenderWasKilled,
  '[rule 22] a message is sent again on one page just as it is corrected on another, and both are killed':
    correctedWhileSentAgain,
  '[rule 22] all pages are killed just as a message is stored that was to be retracted': allKilledOnceStored,
}
