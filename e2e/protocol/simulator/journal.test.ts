import { expect, test } from 'vitest'
import { readySocket } from '../../fixtures/socket-client.ts'
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
