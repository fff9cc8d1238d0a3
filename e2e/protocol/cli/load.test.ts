import { expect, test } from 'vitest'
import { startWatched, stepsOf } from '../../fixtures/watched-gateway.ts'
import { runGateway } from '../gateway-process.ts'

const LOAD = ['load', '--actors', '5', '--rate', '40/s', '--seconds', '1', '-o', 'json']

test('[LOAD1] people sign up, connect and talk, and what they measured is what happened', async () => {
  await using watched = await startWatched()
  await using load = runGateway([...LOAD, '--url', watched.home.url])
  expect([await load.ended, load.stderr()]).toEqual([
    0,
    expect.stringMatching(/^5 people talk at http:\S+; the invite \S+ lets you in to them\n$/) as string,
  ])
  const milliseconds: unknown = expect.any(Number)
  const spread = { median: milliseconds, p95: milliseconds, p99: milliseconds, max: milliseconds }
  expect(JSON.parse(load.stdout())).toEqual({
    actors: 5,
    seconds: milliseconds,
    sent: 40,
    refused: 0,
    expected: 200,
    delivered: 200,
    answerMs: spread,
    deliveryMs: spread,
  })
  const heard = stepsOf(watched.journal, 'delivery').filter(({ event }) => event === 'MESSAGE_CREATE')
  expect(heard).toHaveLength(200)
})

test('[LOAD2] what does not arrive is told, and what is refused', async () => {
  await using watched = await startWatched()
  watched.faults.add({ match: { kind: 'emit', event: 'MESSAGE_CREATE' }, action: { type: 'drop' }, times: 3 })
  const posting = { kind: 'http', method: 'POST', path: '/api/channels/*/messages', phase: 'request' } as const
  watched.faults.add({ match: posting, action: { type: 'status', status: 503 }, times: 2 })
  await using load = runGateway([...LOAD, '--url', watched.home.url])
  expect(await load.ended).toBe(0)
  expect(JSON.parse(load.stdout())).toMatchObject({ sent: 40, refused: 2, expected: 190, delivered: 187 })
})

test('[LOAD2] a gateway that is not there, or lets nobody sign up, is code 1 and a sentence', async () => {
  await using closed = runGateway(['start', '--port', '0', '--no-web'], { MEW_ALLOW_USER_REGISTRATION: 'no' })
  const { url } = await closed.ready
  await using refused = runGateway([...LOAD, '--url', url])
  expect([await refused.ended, refused.stderr()]).toEqual([
    1,
    expect.stringMatching(/^mew-gateway: POST \/auth\/register: 403 .+\n$/) as string,
  ])
  closed.child.kill('SIGKILL')
  await closed.ended
  await using nobody = runGateway([...LOAD, '--url', url])
  expect([await nobody.ended, nobody.stderr()]).toEqual([1, `mew-gateway: nothing answers at ${url}\n`])
})
