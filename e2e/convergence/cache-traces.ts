import assert from 'node:assert/strict'
import { idOf } from './model/names.ts'
import type { Stage } from './stage.ts'
import { drop, firstOf, free, older, told, type Trace } from './trace.ts'
import { everything, islandsOf } from './world.ts'

const kill = { do: 'kill', device: 0 } as const
const open = { do: 'open', device: 0, place: 'general' } as const
const ready = [/^admit 0$/, told('PRESENCE_INITIAL_STATE'), told('ready'), free]

/** Everything comes about but for what is late. */
async function allBut(late: string, { world, bring }: Stage): Promise<void> {
  for (;;) {
    const next = everything(world).find(({ label }) => !label().startsWith(late))
    if (next === undefined) return
    await bring(next)
  }
}

/** Read without a line, and the page is killed: the next one finds in its cache that the gateway does not know. */
const readBeforeKill: Trace = async (start) => {
  const stage = await start({ isCached: true })
  const { take, calm, world, bob, come } = stage
  const newest = firstOf(bob('general', 'the newest'))
  await calm()
  await take(drop, { do: 'read', device: 0, place: 'general' }, { do: 'wait', device: 0 })
  await come(/^cache 0 writes records/)
  await take(kill)
  await stage.end()
  assert.equal(world.network.truth.lastRead.get('general'), newest.id)
}

/** The gateway has told everything before the disk gives what is kept, and a channel that is lost is in that. */
const slowDisk: Trace = async (start) => {
  const stage = await start({ isCached: true })
  await stage.take(kill, { do: 'hide', place: 'general' }, { do: 'wait', device: 0 })
  await allBut('cache 0 reads', stage)
  await stage.come(/^cache 0 reads what there is to be seen first/)
  await stage.end()
}

/** What is kept of a server is there until it is written that it is gone; somebody goes there meanwhile. */
const wentToWhatIsGone: Trace = async (start) => {
  const stage = await start({ isCached: true })
  const { take, come, device } = stage
  await take({ do: 'kick', server: 'home' })
  await come(told('SERVER_KICK'), free)
  await take({ do: 'open', device: 0, place: 'second' })
  await come(/^cache 0 reads place/)
  assert.deepEqual(device.store.get().places[idOf('server', 'home')]?.channels ?? [], [])
  await stage.end()
}

/** The page that takes the seat was not told what the one before had written. */
const lostAfterItsWriter: Trace = async (start) => {
  const stage = await start({ devices: 2, areTabs: true, isCached: true })
  await stage.take({ do: 'open', device: 1, place: 'second' })
  await stage.calm()
  await stage.take(kill, { do: 'hide', place: 'general' })
  await allBut('sit', stage)
  await stage.end()
}

/** The page that writes has no line; the other one has shown something newer, and comes back to what was written. */
const shownNewer: Trace = async (start) => {
  const stage = await start({ devices: 2, areTabs: true, isCached: true })
  const { take, come, calm, world } = stage
  await take({ do: 'open', device: 1, place: 'general' })
  await calm()
  await take(drop)
  world.network.truth.edit(firstOf(world.network.truth.of('general')), 'edited')
  await come(/^deliver 1 MESSAGE_UPDATE$/, /^free 1$/)
  await take({ do: 'open', device: 1, place: 'second' }, { do: 'drop', device: 1 }, { do: 'wait', device: 1 })
  await come(/^admit 1$/, /^deliver 1 PRESENCE_INITIAL_STATE$/, /^deliver 1 ready$/, /^free 1$/)
  await take({ do: 'open', device: 1, place: 'general' })
  while (everything(world).some(({ label }) => label().startsWith('cache 1 reads'))) await come(/^cache 1 reads/)
  await stage.end()
}

/** Much was said since the channel was kept, and the disk is slower than a jump into that. */
const jumpedBeyondWhatIsKept: Trace = async (start) => {
  const stage = await start({ isCached: true })
  const { take, come, bob, world } = stage
  await take(kill)
  bob('general', 'missed', 20)
  await come(/^cache 0 reads what there is to be seen first/, ...ready)
  await take(open, { do: 'jump', device: 0, which: 12 })
  while (world.devices.every((device) => islandsOf(device, 'general').length === 0))
    await come(/^(execute|answer) 0 GET/)
  await come(/^cache 0 reads channels/, /^cache 0 reads places/, /^cache 0 reads newest/)
  await stage.end()
}

/** Two ranges of a channel are kept, and the next page goes back from the newer one while there is no line. */
const backOverAHole: Trace = async (start) => {
  const stage = await start({ isCached: true, old: 20 })
  const { take, calm, come } = stage
  await take({ do: 'jump', device: 0, which: 1 })
  await calm()
  await take(kill, open)
  await allBut('admit', stage)
  await take(older)
  await come(/^cache 0 reads older/)
  await stage.end()
}

/** What a page that starts finds of what was read by the one before. */
export const cacheTraces: Readonly<Record<string, Trace>> = {
  '[I9] what was read without a line, before the page was killed, is told by the next one': readBeforeKill,
  '[I4] a page has shown something newer than what the one that writes has kept': shownNewer,
  '[I8] what is kept comes from the disk after the gateway has told that a channel is lost': slowDisk,
  '[I8] somebody goes to a server that is gone before that is written': wentToWhatIsGone,
  '[I8] [rule 22] a channel is lost after the page was killed that had kept it': lostAfterItsWriter,
  '[rule 14] a jump beyond what is kept of a channel is there before that': jumpedBeyondWhatIsKept,
  '[rule 14] there is a hole between two ranges that are kept of a channel': backOverAHole,
}
