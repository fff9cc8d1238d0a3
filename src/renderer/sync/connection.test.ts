import { expect, test, vi } from 'vitest'
import { createHeldClock, type HeldClock } from '../fixtures/held-clock.ts'
import { settled } from '../fixtures/held-gateway.ts'
import { createHeldSocket, type HeldSocket } from '../fixtures/held-socket.ts'
import type { Connection } from '../store/state.ts'
import { createConnection } from './connection.ts'

interface Line {
  readonly connection: ReturnType<typeof createConnection>
  readonly clock: HeldClock
  readonly socket: HeldSocket
  readonly states: Connection[]
  readonly events: string[]
  readonly cuts: () => number
  readonly connects: () => number
}

function start(renewToken: () => Promise<boolean> = () => Promise.resolve(true)): Line {
  const clock = createHeldClock()
  const socket = createHeldSocket()
  const states: Connection[] = []
  const events: string[] = []
  const onCut = vi.fn<() => void>()
  const connection = createConnection({
    openSocket: socket.open,
    clock,
    random: () => 1,
    renewToken,
    onEvent: (name) => events.push(name),
    onState: (state) => states.push(state),
    onCut,
  })
  connection.start()
  return {
    connection,
    clock,
    socket,
    states,
    events,
    cuts: () => onCut.mock.calls.length,
    connects: () => socket.asked.filter((asked) => asked === 'connect').length,
  }
}

const AUTH = 'Authentication error: Token expired'

test('it is connecting from the start, and hands on what the gateway says, before `ready` too', () => {
  const { states, events, socket, cuts } = start()
  socket.say('PRESENCE_INITIAL_STATE')
  socket.say('ready')
  socket.say('MESSAGE_CREATE')
  expect(states).toEqual([{ status: 'connecting' }])
  expect(events).toEqual(['PRESENCE_INITIAL_STATE', 'ready', 'MESSAGE_CREATE'])
  expect(cuts()).toBe(0)
})

test('a line that breaks is cut once, said to be reconnecting, and tried again after the wait', () => {
  const { states, socket, clock, cuts, connects } = start()
  socket.say('ready')
  socket.drop('transport close')
  socket.drop('transport close')
  expect(cuts()).toBe(1)
  expect(states.at(-1)).toEqual({ status: 'reconnecting', attempt: 1 })
  expect(connects()).toBe(1)
  clock.pass(999)
  expect(connects()).toBe(1)
  clock.pass(1)
  expect(connects()).toBe(2)
})

test('a line that stood for a while is tried again after the first wait alone', () => {
  const { socket, clock, connects } = start()
  socket.say('ready')
  clock.pass(60_000)
  socket.drop('transport close')
  clock.pass(400)
  expect(connects()).toBe(2)
})

test('[J17] a line that opens and breaks at once, over and over, is opened once a second at most', () => {
  const { socket, clock, connects } = start()
  for (let second = 0; second < 10; second += 1) {
    socket.say('ready')
    socket.drop('transport close')
    clock.pass(1_000)
  }
  expect(connects()).toBe(11)
})

test('[rule 19] what was heard before `ready` came is cut, too: nobody can know who is online now', () => {
  const { socket, cuts } = start()
  socket.say('PRESENCE_INITIAL_STATE')
  socket.drop('transport close')
  expect(cuts()).toBe(1)
})

test('a try that never got through is no cut', () => {
  const { socket, cuts } = start()
  socket.drop('websocket error')
  expect(cuts()).toBe(0)
})

test('a gateway that takes the socket and never says `ready` is left after twenty seconds', () => {
  const { socket, clock, states } = start()
  clock.pass(19_999)
  expect(socket.asked).toEqual(['connect'])
  clock.pass(1)
  expect(socket.asked).toEqual(['connect', 'close'])
  clock.pass(400)
  expect(socket.asked).toEqual(['connect', 'close', 'connect'])
  expect(states.at(-1)).toEqual({ status: 'connecting' })
})

test('once ready, that limit is over', () => {
  const { socket, clock } = start()
  socket.say('ready')
  clock.pass(60_000)
  expect(socket.asked).toEqual(['connect'])
})

test('[F02] a refused token is renewed once and tried at once', async () => {
  const renew = vi.fn(() => Promise.resolve(true))
  const { socket, connects, clock } = start(renew)
  socket.drop(AUTH)
  await settled()
  expect(renew).toHaveBeenCalledOnce()
  expect(connects()).toBe(2)
  expect(clock.timers()).toEqual([20_000])
})

test('[F02] a gateway that refuses the new token too is met with patience, not with a storm', async () => {
  const renew = vi.fn(() => Promise.resolve(true))
  const { socket, connects, clock } = start(renew)
  socket.drop(AUTH)
  await settled()
  socket.drop(AUTH)
  await settled()
  expect(renew).toHaveBeenCalledOnce()
  expect(connects()).toBe(2)
  expect(clock.timers()).toEqual([1_000])
  clock.pass(1_000)
  socket.drop(AUTH)
  await settled()
  expect(renew).toHaveBeenCalledTimes(2)
})

test('[F02] where no token is to be had, it is tried again after the wait', async () => {
  const { socket, connects, clock } = start(() => Promise.resolve(false))
  socket.drop(AUTH)
  await settled()
  expect(connects()).toBe(1)
  clock.pass(1_000)
  expect(connects()).toBe(2)
})

test('[F02] a renewal that breaks is no end: it is tried again after the wait', async () => {
  const { socket, connects, clock } = start(() => Promise.reject(new TypeError('the connection broke')))
  socket.drop(AUTH)
  await settled()
  clock.pass(1_000)
  expect(connects()).toBe(2)
})

test('[F02] a renewal that is never answered is no end either: it is tried again after twenty seconds and the wait', () => {
  const { socket, connects, clock } = start(() => Promise.withResolvers<boolean>().promise)
  socket.drop(AUTH)
  clock.pass(20_000)
  return settled().then(() => {
    clock.pass(1_000)
    expect(connects()).toBe(2)
  })
})

test('[F04] told to, it tries at once, and the wait it was in is over', () => {
  const { connection, socket, connects, clock } = start()
  clock.pass(5_000)
  socket.drop('transport error')
  connection.retryNow()
  expect(connects()).toBe(2)
  clock.pass(10_000)
  expect(connects()).toBe(2)
})

test('[J17] pressed over and over, it tries once a second', () => {
  const { connection, socket, connects, clock } = start()
  for (let press = 0; press < 40; press += 1) {
    socket.drop('connect_error')
    connection.retryNow()
    connection.wake()
    clock.pass(100)
  }
  expect(connects()).toBe(1 + 4)
})

test('told to try while it is trying or connected, it does nothing', () => {
  const { connection, socket, connects } = start()
  connection.retryNow()
  socket.say('ready')
  connection.retryNow()
  expect(connects()).toBe(1)
})

test('[F03] a line that does not answer after a sleep is left within five seconds, and opened anew', () => {
  const { connection, socket, connects, clock, states, cuts } = start()
  socket.say('ready')
  clock.pass(60_000)
  connection.wake()
  expect(socket.asked).toEqual(['connect', 'probe'])
  clock.pass(3_999)
  expect(cuts()).toBe(0)
  clock.pass(1)
  expect(cuts()).toBe(1)
  expect(states.at(-1)).toEqual({ status: 'reconnecting', attempt: 1 })
  expect(socket.asked).toEqual(['connect', 'probe', 'close'])
  clock.pass(400)
  expect(connects()).toBe(2)
})

test.each<[string, (socket: HeldSocket) => void]>([
  ['answers', (socket) => socket.answer()],
  ['says anything at all', (socket) => socket.say('MESSAGE_CREATE')],
])('[F03] a line that %s is alive, and may be asked again', (_case, respond) => {
  const { connection, socket, clock, cuts } = start()
  socket.say('ready')
  connection.wake()
  respond(socket)
  clock.pass(60_000)
  expect(cuts()).toBe(0)
  connection.wake()
  expect(socket.asked).toEqual(['connect', 'probe', 'probe'])
})

test('[F03] asked while it is being asked, it is asked once', () => {
  const { connection, socket } = start()
  socket.say('ready')
  connection.wake()
  connection.wake()
  expect(socket.asked).toEqual(['connect', 'probe'])
})

test('[F03] an answer that comes after the line was left changes nothing', () => {
  const { connection, socket, clock, connects } = start()
  socket.say('ready')
  connection.wake()
  socket.drop('transport close')
  socket.answer()
  clock.pass(1_000)
  expect(connects()).toBe(2)
  expect(clock.timers()).toEqual([20_000])
})

test('woken while a token is renewed, it does not try with the old one', () => {
  const { connection, socket, connects } = start(() => new Promise(() => undefined))
  socket.drop(AUTH)
  connection.wake()
  expect(connects()).toBe(1)
})

test('stopped, it closes its socket, says nothing more and leaves no timer', async () => {
  const { connection, socket, clock, events, states, cuts } = start()
  socket.say('ready')
  connection.stop()
  socket.drop('io client disconnect')
  socket.say('MESSAGE_CREATE')
  connection.retryNow()
  await settled()
  expect(socket.asked).toEqual(['connect', 'close'])
  expect(events).toEqual(['ready'])
  expect(states).toHaveLength(1)
  expect(cuts()).toBe(0)
  expect(clock.timers()).toEqual([])
})

test('stopped while a token is renewed, it does not try any more', async () => {
  const { connection, socket, connects, clock } = start()
  socket.drop(AUTH)
  connection.stop()
  await settled()
  expect(connects()).toBe(1)
  expect(clock.timers()).toEqual([])
})
