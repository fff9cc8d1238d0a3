import assert from 'node:assert/strict'
import { newestPage, older, send, sendMine, type Trace } from './trace.ts'

const refresh = /^execute 0 POST \/auth\/refresh-cookie$/
const refreshAnswer = /^answer 0 POST \/auth\/refresh-cookie /
const post = /^execute 0 POST \/channels\//
const postAnswer = /^answer 0 POST \/channels\//

/** However many were told that their token ran out. */
const expired: Trace = async (start) => {
  const stage = await start({ old: 9 })
  const { take, world } = stage
  await take({ do: 'expire', device: 0 }, older, { do: 'open', device: 0, place: 'second' }, send)
  await stage.end()
  assert.equal(world.journal.filter((label) => refresh.test(label)).length, 1)
  assert.equal(world.network.truth.messages.filter(({ author }) => author === 'me').length, 1)
}

/** What the answer was to is not told: the gateway may have exchanged the token, and only one that repeats it can tell. */
const renewedInAnOutage: Trace = async (start) => {
  const stage = await start()
  const { take, come, world, device } = stage
  await sendMine(stage)
  await take({ do: 'expire', device: 0 })
  await come(post, postAnswer)
  await take({ do: 'lose request', which: 0 })
  assert.equal(device.isEnded(), false)
  await stage.end()
  assert.equal(device.isEnded(), false)
  const isRenewed = world.journal.some((label) => refreshAnswer.test(label))
  assert.equal(isRenewed, world.network.truth.manner.extended)
}

/** One request is told that nobody is there; another one that it should be told, too, is not made again. */
const signedOut: Trace = async (start) => {
  const stage = await start({ old: 9 })
  const { take, come, world, device } = stage
  await sendMine(stage)
  await take(older, { do: 'revoke', device: 0 })
  await come(post, postAnswer, refresh, /^execute 0 GET/, refreshAnswer)
  assert.equal(device.isEnded(), true)
  await stage.calm()
  await take({ do: 'sign in', device: 0 }, { do: 'open', device: 0, place: 'general' })
  await come(newestPage)
  await stage.end()
  const { messages, manner } = world.network.truth
  const pending = world.devices.flatMap(({ store }) => Object.values(store.get().pending).flat())
  // Nobody was there any more to hear that it was refused; where nothing is deduped it is for them to say what comes of it.
  assert.equal(messages.filter(({ author }) => author === 'me').length, manner.extended ? 1 : 0)
  assert.deepEqual(
    pending.map(({ delivery }) => delivery.status),
    manner.extended ? [] : ['unconfirmed'],
  )
}

/** What happens to those who are signed in. */
export const sessionTraces: Readonly<Record<string, Trace>> = {
  '[rule 7] a token runs out under several requests, and one new one is asked for': expired,
  '[rule 7] a token is to be renewed in an outage, and nobody is signed out by that': renewedInAnOutage,
  '[rule 7] a session ends with a message on its way, which is there once the same person is': signedOut,
}
