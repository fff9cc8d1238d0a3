import { expect, test } from 'vitest'
import * as z from 'zod/mini'
import { createHeldClock } from '../fixtures/held-clock.ts'
import { createGatewayApi, type Outcome, type Request } from './gateway-api.ts'

const named = z.object({ name: z.string() })

const get = (request: Request): Promise<Outcome<{ name: string }>> =>
  createGatewayApi(request, createHeldClock()).get(named, '/thing')
const answer = (body: unknown, init?: ResponseInit): Promise<Outcome<{ name: string }>> =>
  get(() => Promise.resolve(Response.json(body, init)))

test('a request goes below /api, a body as JSON, and none where there is none', async () => {
  const made: [string, RequestInit | undefined][] = []
  const api = createGatewayApi((path, init) => {
    made.push([path, init])
    return Promise.resolve(Response.json({ name: 'x' }))
  }, createHeldClock())
  await api.get(named, '/a')
  await api.send(named, { method: 'PATCH', path: '/b', body: { name: 'y' } })
  await api.send(named, { method: 'DELETE', path: '/c' })
  const headers = { 'content-type': 'application/json' }
  expect(made).toMatchObject([
    ['/api/a', { method: 'GET' }],
    ['/api/b', { method: 'PATCH', body: '{"name":"y"}', headers }],
    ['/api/c', { method: 'DELETE' }],
  ])
  expect(made.map(([, init]) => init?.body)).toEqual([undefined, '{"name":"y"}', undefined])
})

test('an answer that fits is done, with what the contract knows of it', async () => {
  expect(await answer({ name: 'x', more: 1 })).toEqual({ status: 'done', body: { name: 'x' } })
})

test.each<[string, unknown, ResponseInit, object]>([
  [
    'a refusal of the contract',
    { message: 'Channel not found.' },
    { status: 404 },
    { refusal: { code: 'channelNotFound' }, httpStatus: 404 },
  ],
  [
    'words nobody knows',
    { message: 'Not today' },
    { status: 403 },
    { refusal: { words: 'Not today' }, httpStatus: 403 },
  ],
  ['no words at all', {}, { status: 418 }, { refusal: { words: 'HTTP 418' }, httpStatus: 418 }],
  [
    'words that are no text',
    { message: { a: 1 } },
    { status: 500 },
    { refusal: { words: 'HTTP 500' }, httpStatus: 500 },
  ],
  [
    'too many, with a time to wait',
    { message: 'Too many requests, please try again later.' },
    { status: 429, headers: { 'retry-after': '3' } },
    { refusal: { code: 'tooManyAttempts' }, httpStatus: 429, retryAfterMs: 3_000 },
  ],
  [
    'a time to wait that is a date',
    {},
    { status: 429, headers: { 'retry-after': 'Wed, 21 Oct 2026 07:28:00 GMT' } },
    { refusal: { words: 'HTTP 429' }, httpStatus: 429 },
  ],
])('an answer that says no is refused: %s', async (...[, body, init, refused]) => {
  expect(await answer(body, init)).toEqual({ status: 'refused', ...refused })
})

test.each([
  [
    'the page of a proxy with an error',
    () => Promise.resolve(new Response('<h1>Sorry</h1>', { status: 500 })),
    'HTTP 500',
  ],
  ['a page where a record should be', () => Promise.resolve(new Response('<h1>Hi</h1>')), ''],
  ['a record that does not fit', () => Promise.resolve(Response.json({ name: 5 })), ''],
])('what cannot be read is refused, not believed: %s', async (_case, request, words) => {
  expect(await get(request)).toMatchObject({ status: 'refused', refusal: { words } })
})

test.each<[string, Request]>([
  ['no network', () => Promise.reject(new TypeError('failed to fetch'))],
  ['a proxy that got no answer', () => Promise.resolve(new Response('', { status: 504 }))],
  ['a proxy with a bad answer', () => Promise.resolve(new Response('', { status: 502 }))],
  [
    'a body that breaks off',
    () =>
      Promise.resolve(
        new Response(
          new ReadableStream({
            start: (controller) => {
              controller.error(new TypeError('the connection broke'))
            },
          }),
        ),
      ),
  ],
])('[rule 7] an answer that never came is lost, which is not refused: %s', async (_case, request) => {
  expect(await get(request)).toEqual({ status: 'lost' })
})

/** Answers nothing until it is ended. */
const silent: Request = (_path, init) =>
  new Promise((_resolve, reject) => {
    init?.signal?.addEventListener('abort', () => {
      reject(new DOMException('ended', 'AbortError'))
    })
  })

test('a request that takes for ever is lost after thirty seconds of the clock that was handed in', async () => {
  const clock = createHeldClock()
  const outcome = createGatewayApi(silent, clock).get(named, '/thing')
  clock.pass(29_999)
  expect(clock.timers()).toEqual([1])
  clock.pass(1)
  expect(await outcome).toEqual({ status: 'lost' })
})

test('one that waits for something else, and does not hear that it is ended, is lost after that time all the same', async () => {
  const clock = createHeldClock()
  const deaf: Request = () => Promise.withResolvers<Response>().promise
  const outcome = createGatewayApi(deaf, clock).get(named, '/thing')
  clock.pass(30_000)
  expect(await outcome).toEqual({ status: 'lost' })
})

test('[rule 7] a file may take as long as it takes, and is waited for no more at the end', async () => {
  const clock = createHeldClock()
  const api = createGatewayApi(silent, clock)
  const download = api.download('/files/1')
  expect(clock.timers()).toEqual([])
  api.end()
  expect(await download).toEqual({ status: 'lost' })
})

test('[rule 7] at the end nothing is waited for any more, and nothing more is asked', async () => {
  const api = createGatewayApi(silent, createHeldClock())
  const sent = api.send(named, { method: 'POST', path: '/sent' })
  api.end()
  expect(await sent).toEqual({ status: 'lost' })
  const asked: string[] = []
  const request: Request = (path, init) => {
    if (init?.signal?.aborted !== true) asked.push(path)
    return Promise.reject(new TypeError('ended'))
  }
  const ended = createGatewayApi(request, createHeldClock())
  ended.end()
  expect(await ended.get(named, '/thing')).toEqual({ status: 'lost' })
  expect(asked).toEqual([])
})

test('one that was answered leaves no timer', async () => {
  const clock = createHeldClock()
  await createGatewayApi(() => Promise.resolve(Response.json({ name: 'x' })), clock).get(named, '/thing')
  expect(clock.timers()).toEqual([])
})

test('[rule 3] what was being read when the line was cut is given up, what is sent or read since is not', async () => {
  const clock = createHeldClock()
  const api = createGatewayApi(silent, clock)
  const before = api.get(named, '/before')
  const sent = api.send(named, { method: 'POST', path: '/sent' })
  api.doubtReads()
  const since = api.get(named, '/since')
  expect(clock.timers()).toHaveLength(3)
  api.dropDoubted()
  expect(await before).toEqual({ status: 'lost' })
  expect(clock.timers()).toHaveLength(2)
  clock.pass(30_000)
  expect(await Promise.all([sent, since])).toEqual([{ status: 'lost' }, { status: 'lost' }])
})
