import { expect, test } from 'vitest'
import { connectSocket, readySocket, type SocketClient } from '#gateway/simulator/testing/socket-client.ts'
import { startTenant, type RunningTenant } from '#gateway/simulator/testing/tenant.ts'
import { simulate } from '../../fixtures/simulated.ts'
import { startTestGateway } from '../../fixtures/test-gateway.ts'
import { createTemporaryDirectory } from '../temporary-directory.ts'

type Power = NonNullable<RunningTenant['simulation']['power']>

function powerOf({ simulation: { power } }: RunningTenant): Power {
  if (power === undefined) throw new Error('Nobody watches this gateway')
  return power
}

const say = async (home: RunningTenant, person: string, content: string): Promise<Response> =>
  home.call(person, 'POST', `/channels/${home.channel('general')}/messages`, { content })

async function textsIn(home: RunningTenant): Promise<readonly string[]> {
  const page = await home.call('alice', 'GET', `/channels/${home.channel('general')}/messages`)
  return ((await page.json()) as { content: string }[]).map(({ content }) => content)
}

const gone = (client: SocketClient): Promise<unknown> =>
  new Promise((resolve) => client.socket.once('disconnect', resolve))

/** What a connection ends with that is tried now. */
async function refusal(url: string, token: string): Promise<unknown> {
  using client = connectSocket(url, { auth: { token } })
  const error = await new Promise<Error>((resolve) => client.socket.once('connect_error', resolve))
  return error.message
}

test('[RESTART1] connections break without a word, nobody listens, and it comes again at the same address', async () => {
  await using home = await startTestGateway()
  const power = powerOf(home)
  const token = await home.tokenOf('alice')
  using alice = await readySocket(home.url, token)
  const heard = alice.heard.length
  const broken = gone(alice)
  await power.cut()
  expect(await broken).toMatch(/^transport (close|error)$/)
  expect(alice.heard.length).toBe(heard)
  expect(await refusal(home.url, token)).toBe('websocket error')
  const cause: unknown = await fetch(home.url).catch((error: Error) => error.cause)
  expect(cause).toMatchObject({ code: 'ECONNREFUSED' })
  await power.restore()
  expect((await fetch(`${home.url}/api/health`)).status).toBe(200)
  using again = await readySocket(home.url, token)
  expect(again.all('PRESENCE_INITIAL_STATE')).toEqual([[home.idOf('alice')]])
})

test('[RESTART2] what is stored is there again, tokens and files too, and rooms are made anew', async () => {
  await using home = await startTestGateway()
  const power = powerOf(home)
  using bob = await readySocket(home.url, await home.tokenOf('bob'))
  await say(home, 'alice', 'before')
  const file = await home.gateway.parts.files.put(Buffer.from('kept'), '.txt')
  const broken = gone(bob)
  await power.cut()
  await power.restore()
  await broken
  expect(home.simulation.gateway.parts.realtime.sockets.users()).toEqual([])
  expect(await textsIn(home)).toEqual(['before'])
  const kept = await home.gateway.parts.files.open(file)
  expect(kept?.size).toBe('kept'.length)
  await kept?.close()
  using again = await readySocket(home.url, await home.tokenOf('bob'))
  await say(home, 'alice', 'after')
  await again.wait('MESSAGE_CREATE', ({ content }: { content: string }) => content === 'after')
})

test('[RESTART2] so it is with a data directory', async () => {
  using directory = createTemporaryDirectory()
  await using home = await startTestGateway({ dataDirectory: directory.path })
  const power = powerOf(home)
  await say(home, 'alice', 'before')
  await power.cut()
  await power.restore()
  expect(await textsIn(home)).toEqual(['before'])
})

test('[RESTART3] what is under way is not answered, and stores nothing when it is let go later', async () => {
  await using home = await startTestGateway()
  const power = powerOf(home)
  const { faults, journal } = home.simulation
  faults.add({ match: { kind: 'http', path: '/api/**/messages', phase: 'response' }, action: { type: 'hold' } })
  faults.add({ match: { kind: 'recv', event: 'message/create' }, action: { type: 'hold' } })
  using bob = await readySocket(home.url, await home.tokenOf('bob'))
  bob.socket.emit('message/create', { channelId: home.channel('general'), content: 'from the grave' })
  await journal.wait(({ kind }) => kind === 'fault')
  const from = journal.length()
  const { sessions } = home.gateway.parts
  const sent = say(home, 'alice', 'stored, not answered').catch((error: Error) => error.message)
  await journal.wait(({ kind }) => kind === 'fault', { from })
  await power.cut()
  expect(await sent).toBe('fetch failed')
  await power.restore()
  faults.clear()
  await home.untilIdle()
  expect(await textsIn(home)).toEqual(['stored, not answered'])
  await expect(sessions.begin(home.idOf('alice'), false)).rejects.toThrow('cannot store')
})

test('[RESTART4] a fault kills it by what passes, and it is there again after its time', async () => {
  await using home = await simulate('two-friends')
  const { journal, faults } = home.simulation
  using bob = await readySocket(home.url, (await home.signIn('bob')).token)
  const post = { kind: 'http', method: 'POST', path: '/api/**/messages', phase: 'response' } as const
  await home.faults.add({ match: post, action: { type: 'restart', ms: 2000 }, times: 1 })
  const broken = gone(bob)
  await expect(say(home, 'alice', 'stored, and nobody is told so')).rejects.toThrow('fetch failed')
  await broken
  await home.untilIdle()
  await expect(fetch(home.url)).rejects.toThrow('fetch failed')
  await home.clock.advance(2000)
  expect(await textsIn(home)).toEqual(['stored, and nobody is told so'])
  expect(faults.list()).toMatchObject([{ class: 'legal', struck: 1 }])
  const told = journal
    .read()
    .steps.flatMap((step) => (step.kind === 'fault' && step.on === 'gateway' ? [step.action] : []))
  expect(told).toEqual(['stop', 'start'])
})

test('[RESTART5] whoever stops it meanwhile has it stopped', async () => {
  const home = await startTestGateway()
  await powerOf(home).cut()
  await home.stop()
  await powerOf(home).restore()
  await expect(fetch(home.url)).rejects.toThrow('fetch failed')
})

test('[RESTART6] people of the demo come back by themselves', async () => {
  await using home = await startTenant({ scenario: 'demo', seed: 1, web: false, signedIn: 0 })
  const { sockets } = home.simulation.gateway.parts.realtime
  const before = sockets.users().length
  const from = home.simulation.journal.length()
  await powerOf(home).cut()
  await powerOf(home).restore()
  let back = 0
  await home.simulation.journal.wait(({ kind }) => kind === 'connect' && (back += 1) === before, { from })
  expect(home.simulation.gateway.parts.realtime.sockets.users()).toHaveLength(before)
})
