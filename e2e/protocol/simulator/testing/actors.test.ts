import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Simulator as RunningSimulator } from '#gateway/simulator/testing/api.ts'
import type { ClientPackets } from '#gateway/simulator/testing/client-packets.ts'
import { Simulator } from '#gateway/simulator/testing/simulator.ts'
import { clientCommands } from '#shared/protocol/commands.ts'

let sim: RunningSimulator
beforeAll(async () => {
  sim = await Simulator.start({ seed: 42 })
})
afterAll(() => sim[Symbol.asyncDispose]())

const contentsOf = (payloads: readonly unknown[]): readonly unknown[] =>
  payloads.map((payload) => (payload as { readonly content?: unknown }).content)

test('[TEST3] what an actor sends, edits, chooses and takes back the others hear', async () => {
  await using gw = await sim.tenant({ scenario: 'two-friends' })
  await using alice = await gw.actor('alice')
  await using bob = await gw.actor('bob')
  const first = await bob.send('#general', 'hello')
  const reply = await bob.send('general', 'and again', { replyTo: first._id })
  await bob.edit(first, 'hello you')
  await bob.react(first, '👍')
  await bob.retract(reply)
  await bob.send('@alice', 'between us')
  await gw.untilIdle()
  expect(contentsOf(alice.all('MESSAGE_CREATE'))).toEqual(['hello', 'and again', 'between us'])
  expect(reply['referencedMessageId']).toBe(first._id)
  expect(alice.heard.map(({ event }) => event).filter((event) => !event.startsWith('PRESENCE'))).toEqual([
    'ready',
    'MESSAGE_CREATE',
    'MESSAGE_CREATE',
    'MESSAGE_UPDATE',
    'MESSAGE_REACTION_ADD',
    'MESSAGE_UPDATE',
    'MESSAGE_CREATE',
  ])
  await expect(bob.send('#boxes', 'let me in')).rejects.toThrow('403')
  await expect(bob.send('#nowhere', 'x')).rejects.toThrow('There is no channel "nowhere"')
})

test('[TEST3] an actor sends any packet by its socket, and the gateway has it once that is done', async () => {
  await using gw = await sim.tenant({ scenario: 'two-friends' })
  await using alice = await gw.actor('alice')
  await using bob = await gw.actor('bob')
  await bob.emit('message/create', { channelId: gw.channel('#general'), content: 'by socket' })
  expect(gw.events.all({ receive: 'message/create', from: 'bob' })).toHaveLength(1)
  await gw.untilIdle()
  expect(contentsOf(alice.all('MESSAGE_CREATE'))).toEqual(['by socket'])
  // @ts-expect-error -- a packet of the protocol is typed
  await bob.emit('message/create', { channel: 'general' })
  await bob.wait('error')
  // Nobody has to wait for it: until it has arrived it is under way.
  for (let index = 0; index < 10; index += 1) void bob.emit('of my own', index)
  await gw.untilIdle()
  expect(gw.events.all({ receive: 'of my own' })).toHaveLength(10)
  const packets: Readonly<Record<keyof ClientPackets, true>> = { 'message/create': true, typing: true }
  expect(Object.keys(packets)).toEqual(Object.keys(clientCommands))
  await bob.drop()
  await expect(bob.emit('typing', { channelId: gw.channel('#general') })).rejects.toThrow('bob is not connected')
})

test('[TEST3] an actor that was dropped hears nothing until it comes again, and goes on remembering', async () => {
  await using gw = await sim.tenant({ scenario: 'two-friends' })
  await using alice = await gw.actor('alice')
  await using bob = await gw.actor('bob')
  await bob.send('#general', 'before')
  await alice.wait('MESSAGE_CREATE')
  await alice.drop()
  await bob.send('#general', 'missed')
  await alice.reconnect()
  await bob.send('#general', 'after')
  await alice.wait('MESSAGE_CREATE', ({ content }: { content: string }) => content === 'after')
  expect(contentsOf(alice.all('MESSAGE_CREATE'))).toEqual(['before', 'after'])
  await alice.leave()
  await gw.assertClean()
})

test('[TEST4] it is idle once everything has arrived, and what is held does not count', async () => {
  await using gw = await sim.tenant({ scenario: 'two-friends' })
  await using alice = await gw.actor('alice')
  await using bob = await gw.actor('bob')
  for (let index = 0; index < 30; index += 1) void bob.send('#general', String(index))
  await gw.events.wait({ kind: 'request' })
  await gw.untilIdle()
  expect(alice.all('MESSAGE_CREATE')).toHaveLength(30)

  const held = await gw.faults.add({ match: { kind: 'emit', user: 'alice' }, action: { type: 'hold' } })
  const request = { kind: 'http', user: 'bob', method: 'POST' } as const
  await gw.faults.add({ match: { ...request, phase: 'response' }, action: { type: 'hold' } })
  const sent = bob.send('#general', 'held')
  await gw.events.wait({ kind: 'fault', where: ({ fault }) => fault === 'hold http' })
  await gw.untilIdle()
  expect(alice.all('MESSAGE_CREATE')).toHaveLength(30)
  await gw.faults.release(held)
  await gw.untilIdle()
  expect(alice.all('MESSAGE_CREATE')).toHaveLength(31)
  await gw.faults.clear()
  await sent
})

test('[TEST4] what is late is under way while the clock runs, and waits where it stands', async () => {
  const late = {
    match: { kind: 'emit', user: 'alice', event: 'MESSAGE_CREATE' },
    action: { type: 'latency', ms: 60 },
  } as const
  await using running = await sim.tenant({ scenario: 'two-friends', faults: [late] })
  await using one = await running.actor('alice')
  await running.call('bob', 'POST', `/channels/${running.channel('general')}/messages`, { content: 'late' })
  await running.untilIdle()
  expect(one.all('MESSAGE_CREATE')).toHaveLength(1)

  await using standing = await sim.tenant({ scenario: 'two-friends', clock: 'virtual', faults: [late] })
  await using other = await standing.actor('alice')
  await standing.call('bob', 'POST', `/channels/${standing.channel('general')}/messages`, { content: 'late' })
  await standing.untilIdle()
  expect(other.all('MESSAGE_CREATE')).toEqual([])
  await standing.clock.advance('60ms')
  await standing.untilIdle()
  expect(other.all('MESSAGE_CREATE')).toHaveLength(1)
})

test('[TEST5] a lost answer is a fault with a name of its own, and what is no fault is refused with its place', async () => {
  await using gw = await sim.tenant({ scenario: 'two-friends' })
  await using bob = await gw.actor('bob')
  await gw.faults.add({
    match: { kind: 'http', method: 'POST', path: '/**/messages', phase: 'response' },
    action: { type: 'drop' },
    times: 1,
  })
  await expect(bob.send('#general', 'stored all the same')).rejects.toThrow('fetch failed')
  expect(gw.faults.list()).toMatchObject([{ id: 'fault-1', class: 'legal', struck: 1 }])
  const [server] = (await gw.viewOf('alice')).servers
  expect(contentsOf(server?.channels[0]?.messages ?? [])).toEqual(['stored all the same'])
  await gw.faults.remove('fault-1')
  await expect(gw.faults.remove('fault-1')).rejects.toThrow('no fault "fault-1"')

  const wrong = { match: { kind: 'emit', colour: 'red' }, action: { type: 'drop' } }
  await expect(gw.faults.add(wrong as never)).rejects.toThrow('colour')
  await expect(gw.faults.add({ match: { kind: 'emit', user: 'nobody' }, action: { type: 'drop' } })).rejects.toThrow(
    'There is no person "nobody"',
  )
})

test('[TEST6] the clock goes ahead at a word, and what it sets going has the move as its cause', async () => {
  await using gw = await sim.tenant({ scenario: 'two-friends', clock: 'virtual' })
  await using alice = await gw.actor('alice')
  await using bob = await gw.actor('bob')
  expect([gw.clock.isRunning(), new Date(gw.clock.now()).toISOString()]).toEqual([false, '2027-01-04T09:00:00.000Z'])
  await bob.leave()
  await gw.clock.advance('10m')
  expect(new Date(gw.clock.now()).toISOString()).toBe('2027-01-04T09:10:00.000Z')
  await alice.wait('PRESENCE_UPDATE', ({ status }: { status: string }) => status === 'offline')
  const moved = await gw.events.wait({ kind: 'clock' })
  expect(gw.events.all({ emit: 'PRESENCE_UPDATE' }).at(-1)?.cause).toBe(moved.cursor)
  const message = await alice.send('#general', 'ten minutes later')
  expect(message['createdAt']).toBe('2027-01-04T09:10:00.000Z')
  await gw.clock.advance('2h')
  await alice.send('#general', 'her first token has run out, and she goes on')
  await expect(gw.clock.advance('soon')).rejects.toThrow('250ms, 15s, 5m')
  gw.clock.resume()
  expect(gw.clock.isRunning()).toBe(true)
  gw.clock.pause()
  expect(gw.clock.isRunning()).toBe(false)
})

test('[TEST7] what happened is found by what it was, whom it reached and how it ended', async () => {
  await using gw = await sim.tenant({ scenario: 'two-friends' })
  await using alice = await gw.actor('alice')
  const waiting = gw.events.wait({ emit: 'MESSAGE_CREATE', to: 'alice' })
  const answer = await gw.call('bob', 'POST', `/channels/${gw.channel('general')}/messages`, { content: 'found' })
  expect(await waiting).toMatchObject({ kind: 'delivery', user: 'alice', socket: 'alice#1', outcome: 'delivered' })
  expect(answer.status).toBe(201)
  const told = await gw.events.wait({ answer: 'post', path: '/api/**/messages', from: 'bob', status: 201 })
  expect(gw.events.all({ emit: 'MESSAGE_CREATE' })).toMatchObject([{ cause: told.cause }])
  expect(gw.events.all({ emit: 'MESSAGE_CREATE', to: 'alice', outcome: 'dropped' })).toEqual([])
  expect(gw.events.all({ where: ({ path }) => path?.endsWith('/messages') === true }).length).toBe(2)
  await expect(gw.events.wait({ emit: 'SERVER_DELETE' }, { timeoutMs: 10 })).rejects.toThrow('"emit":"SERVER_DELETE"')
  await expect(gw.events.wait({ emit: 'MESSAGE_CREATE' }, { after: told.cursor, timeoutMs: 10 })).rejects.toThrow(
    'Nothing',
  )
  await alice.leave()
})

test('[TEST9] what somebody is let see is read without a trace, and nobody sees what is not theirs', async () => {
  await using gw = await sim.tenant({ scenario: 'two-friends' })
  await using alice = await gw.actor('alice')
  await alice.send('#general', 'for everybody')
  await alice.send('#secret', 'for nobody else')
  await alice.send('@bob', 'for bob')
  await gw.untilIdle()
  const before = gw.events.all().length
  const bob = await gw.viewOf('bob')
  const carol = await gw.viewOf('carol')
  expect(gw.events.all().length).toBe(before)
  const seen = (view: typeof bob): readonly unknown[] =>
    [...view.servers.flatMap(({ channels }) => channels), ...view.directs].flatMap(({ messages, unread }) =>
      messages.map(({ content }) => [content, unread]),
    )
  expect(seen(bob)).toEqual([
    ['for everybody', 1],
    ['for bob', 1],
  ])
  expect(bob.servers.map(({ name, channels }) => [name, channels.map((channel) => channel.name)])).toEqual([
    ['Home', ['general', 'random']],
  ])
  expect(seen(carol)).toEqual([])
  expect(seen(await gw.viewOf('alice'))).toHaveLength(3)
})

test('[TEST11] what is left behind is named: sockets that no actor has, and faults that never struck', async () => {
  await using gw = await sim.tenant({ scenario: 'two-friends' })
  await using _alice = await gw.actor('alice')
  await gw.assertClean()
  await gw.faults.add({ name: 'never', match: { kind: 'http', path: '/nowhere' }, action: { type: 'drop' } })
  await expect(gw.assertClean()).rejects.toThrow('the fault never')
  await gw.faults.clear()
  await gw.assertClean()
})

test.each([
  [true, 'Not clean:\n- retry-without-nonce: bob sent a message again without its nonce\n  #'],
  [false, 'clean'],
])('[TEST11] where strict is %s, what a client did wrong is named or not', async (strict, expected) => {
  await using gw = await sim.tenant({ scenario: 'two-friends', strict })
  const path = `/channels/${gw.channel('general')}/messages`
  const match = { kind: 'http', method: 'POST', path: '/api/**/messages', phase: 'response' } as const
  await gw.faults.add({ match, action: { type: 'drop' }, times: 1 })
  await expect(gw.call('bob', 'POST', path, { content: 'hello' })).rejects.toThrow('fetch failed')
  await gw.call('bob', 'POST', path, { content: 'hello' })
  const outcome = await gw.assertClean().then(() => 'clean', String)
  expect(outcome).toContain(expected)
})
