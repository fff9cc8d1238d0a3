import { expect, test } from 'vitest'
import { readySocket } from '../fixtures/socket-client.ts'
import { startTestGateway } from '../fixtures/test-gateway.ts'

test('[MSG1] a message reaches everybody who can view its channel, once, as the answer gives it', async () => {
  await using home = await startTestGateway()
  using alice = await readySocket(home.url, await home.tokenOf('alice'))
  using bob = await readySocket(home.url, await home.tokenOf('bob'))
  using carol = await readySocket(home.url, await home.tokenOf('carol'))

  const response = await home.call('alice', 'POST', `/channels/${home.channel('general')}/messages`, { content: 'hi' })
  const message: unknown = await response.json()

  expect(response.status).toBe(201)
  expect(await bob.wait('MESSAGE_CREATE')).toEqual(message)
  await Promise.all([alice.settled(), bob.settled(), carol.settled()])
  expect(alice.all('MESSAGE_CREATE')).toEqual([message])
  expect(bob.all('MESSAGE_CREATE')).toHaveLength(1)
  expect(carol.all('MESSAGE_CREATE')).toEqual([])
})
