import { expect, test } from 'vitest'
import { createSteeredClock } from '#gateway/simulator/clock/steered-clock.ts'
import { connectSocket, readySocket } from '#gateway/simulator/testing/socket-client.ts'
import { signOut } from '../../fixtures/sign-out.ts'
import { startWatched, stepsOf } from '../../fixtures/watched-gateway.ts'

test('[SIM2] a message is followed from its request to each socket it reached', async () => {
  await using watched = await startWatched()
  const { home, journal } = watched
  using alice = await readySocket(home.url, await home.tokenOf('alice'))
  using bob = await readySocket(home.url, await home.tokenOf('bob'))
  const sent = await home.call('alice', 'POST', `/channels/${home.channel('general')}/messages`, { content: 'hello' })
  expect(sent.status).toBe(201)
  await alice.wait('MESSAGE_CREATE')
  await bob.wait('MESSAGE_CREATE')

  const emit = stepsOf(journal, 'emit').find(({ event }) => event === 'MESSAGE_CREATE')
  const request = stepsOf(journal, 'request').find(({ cursor }) => cursor === emit?.cause)
  expect(request).toMatchObject({ method: 'POST', path: `/api/channels/${home.channel('general')}/messages` })
  expect(stepsOf(journal, 'delivery').filter(({ emit: of }) => of === emit?.cursor)).toMatchObject([
    { user: 'alice', socket: 'alice#1', outcome: 'delivered', cause: request?.cursor },
    { user: 'bob', socket: 'bob#1', outcome: 'delivered', cause: request?.cursor },
  ])
  expect(stepsOf(journal, 'answer').find(({ cause }) => cause === request?.cursor)).toMatchObject({
    user: 'alice',
    status: 201,
    sent: { content: 'hello' },
  })
})

test('[SIM2] a socket that comes is followed through its rooms to ready, and a packet to what it set going', async () => {
  await using watched = await startWatched()
  const { home, journal } = watched
  using alice = await readySocket(home.url, await home.tokenOf('alice'))
  const [came] = stepsOf(journal, 'connect')
  expect(came).toMatchObject({ user: 'alice', socket: 'alice#1', namespace: '/' })
  expect(stepsOf(journal, 'join').map(({ room }) => room)).toContain(home.channel('general'))
  expect(stepsOf(journal, 'delivery').map(({ event, cause }) => [event, cause])).toEqual([
    ['PRESENCE_UPDATE', came?.cursor],
    ['PRESENCE_INITIAL_STATE', came?.cursor],
    ['ready', came?.cursor],
  ])

  alice.socket.emit('message/create', { channelId: home.channel('general'), content: 'by packet' })
  await alice.wait('MESSAGE_CREATE')
  const [packet] = stepsOf(journal, 'receive')
  expect(packet).toMatchObject({ user: 'alice', event: 'message/create', payload: { content: 'by packet' } })
  expect(stepsOf(journal, 'emit').at(-1)).toMatchObject({ event: 'MESSAGE_CREATE', cause: packet?.cursor })
})

test('[SIM3] no secret stands in a journal', async () => {
  await using watched = await startWatched()
  const { home, journal } = watched
  const password = 'a good long password'
  const answer = await fetch(`${home.url}/api/auth/register`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ email: 'dora@example.test', username: 'dora', password }),
  })
  expect(answer.ok).toBe(true)
  const { token } = (await answer.json()) as { token: string }
  const text = JSON.stringify(journal.read().steps)
  expect(text).not.toContain(password)
  expect(text).not.toContain(token)
  expect(text).toContain('"password":"token#1"')
})

test('[SIM3] what opens a webhook or a server is not in the path of a request either', async () => {
  await using watched = await startWatched()
  const { home, journal } = watched
  const server = home.ids.servers.get('home') ?? ''
  const mount = `/servers/${server}/channels/${home.channel('general')}/webhooks`
  const made = await home.call('alice', 'POST', mount, { name: 'Hook' })
  const { _id, token } = (await made.json()) as { _id: string; token: string }
  const address = `${home.url}/api/webhooks/${_id}/${token}`
  const body = JSON.stringify({ content: `somebody shows ${address}` })
  const said = await fetch(address, { method: 'POST', headers: { 'content-type': 'application/json' }, body })
  const invited = await home.call('alice', 'POST', `/servers/${server}/invites`, {})
  const { code } = (await invited.json()) as { code: string }
  const joined = await home.call('carol', 'POST', `/invites/${code}`, {})
  expect([made.status, said.status, joined.ok]).toEqual([201, 200, true])
  const text = JSON.stringify(journal.read().steps)
  expect(text).not.toContain(token)
  expect(text).not.toContain(code)
  expect(text).toMatch(/"path":"\/api\/webhooks\/[0-9a-f]{24}\/token#\d+"/)
  expect(text).toMatch(/"path":"\/api\/invites\/token#\d+"/)
})

test('[STEP1] a commit tells what it wrote before what it announces, and one that wrote nothing is none', async () => {
  await using watched = await startWatched()
  const { home, journal } = watched
  const channel = home.channel('general')
  await home.tokenOf('alice')
  const from = journal.length()
  await home.call('alice', 'GET', `/channels/${channel}/messages`)
  const payload = { clientNonce: 'once' }
  await home.call('alice', 'POST', `/channels/${channel}/messages`, { content: 'hello', payload })
  await home.call('alice', 'POST', `/channels/${channel}/messages`, { content: 'hello', payload })
  const commits = stepsOf(journal, 'commit').filter(({ cursor }) => cursor >= from)
  expect(commits.map(({ changes }) => changes)).toEqual([[{ table: 'message', inserted: 1, updated: 0, deleted: 0 }]])
  const emit = stepsOf(journal, 'emit').find(({ event }) => event === 'MESSAGE_CREATE')
  expect(commits[0]?.cause).toBe(emit?.cause)
  expect(commits[0]?.cursor).toBeLessThan(emit?.cursor ?? 0)
})

test('[STEP2] what a socket missed on its way into a room is told once it is there, and nothing else', async () => {
  const clock = createSteeredClock({ startMs: 0, running: false })
  await using watched = await startWatched(clock)
  const { home, journal, faults } = watched
  faults.add({ match: { kind: 'connect', user: 'bob' }, action: { type: 'slow-join', ms: 200 } })
  using bob = await readySocket(home.url, await home.tokenOf('bob'))
  for (const place of ['general', 'secret']) {
    await home.call('alice', 'POST', `/channels/${home.channel(place)}/messages`, { content: place })
  }
  clock.advance(200)
  await home.call('alice', 'POST', `/channels/${home.channel('general')}/messages`, { content: 'later' })
  await bob.wait('MESSAGE_CREATE')
  const deliveries = stepsOf(journal, 'delivery').filter(({ event }) => event === 'MESSAGE_CREATE')
  expect(deliveries.map(({ socket, outcome }) => [socket, outcome])).toEqual([
    ['bob#1', 'dropped:not-joined'],
    ['bob#1', 'delivered'],
  ])
  const missed = stepsOf(journal, 'emit').find(({ cursor }) => cursor === deliveries[0]?.emit)
  expect(missed).toMatchObject({ event: 'MESSAGE_CREATE', rooms: [home.channel('general')] })
})

test('[STEP3] whoever is refused, which session it is and when to come again stand in the journal', async () => {
  await using watched = await startWatched()
  const { home, journal, faults } = watched
  using stranger = connectSocket(home.url, { auth: { token: 'nothing' } })
  await new Promise((resolve) => stranger.socket.once('connect_error', resolve))
  const token = await home.tokenOf('alice')
  using alice = await readySocket(home.url, token)
  expect(stepsOf(journal, 'connect')).toMatchObject([
    { user: '?', namespace: '/', refused: 'Authentication error: Invalid token' },
    { user: 'alice', socket: 'alice#1', session: 'session#1' },
  ])
  faults.add({ match: { kind: 'http', user: 'alice' }, action: { type: 'status', status: 429, retryAfterSeconds: 3 } })
  await home.call('alice', 'GET', '/users/@me')
  expect(stepsOf(journal, 'answer').at(-1)).toMatchObject({ status: 429, retryAfterSeconds: 3, session: 'session#1' })

  const gone = new Promise((resolve) => alice.socket.once('disconnect', resolve))
  faults.clear()
  await signOut(home.url, token)
  await gone
  using again = connectSocket(home.url, { auth: { token } })
  await new Promise((resolve) => again.socket.once('connect_error', resolve))
  expect(stepsOf(journal, 'connect').at(-1)).toMatchObject({
    user: 'alice',
    session: 'session#1',
    refused: 'Authentication error: Invalid token',
  })
})
