import { expect, test } from 'vitest'
import { connectSocket, readySocket } from '#gateway/simulator/testing/socket-client.ts'
import { actorList, actorState, simulatorState, stepPage, tenantState } from '#shared/simulator/control.ts'
import { startControlled, type ControlledGateway } from '../../fixtures/controlled-gateway.ts'

const add = async ({ ask }: ControlledGateway, user: string): Promise<ReturnType<typeof actorState.parse>> =>
  actorState.parse((await ask('POST', '/actors', { user })).body)

const listed = async ({ ask }: ControlledGateway): Promise<ReturnType<typeof actorList.parse>> =>
  actorList.parse((await ask('GET', '/actors')).body)

test('[CTRL33] somebody is connected and sends packets, which the gateway has once they are answered', async () => {
  await using home = await startControlled()
  const { names, gateway, journal } = home.simulation
  using alice = await readySocket(gateway.url, await home.tokenOf('alice'))
  const bob = await add(home, '@bob')
  expect(bob).toEqual({ id: 'actor-1', user: 'bob', socket: 'bob#1', connected: true })
  expect(await listed(home)).toEqual([bob])
  const packet = { event: 'message/create', data: { channelId: names.channelId('general'), content: 'by socket' } }
  const from = journal.length()
  expect((await home.ask('POST', '/actors/actor-1/emit', packet)).status).toBe(204)
  const { steps } = stepPage.parse((await home.ask('GET', `/events?from=${from}&kind=receive`)).body)
  expect(steps).toMatchObject([{ user: 'bob', socket: 'bob#1', event: 'message/create' }])
  await alice.wait('MESSAGE_CREATE', ({ content }: { content: string }) => content === 'by socket')
  // What the protocol does not have may be sent as well, with anything in it or nothing.
  for (const odd of [{ event: 'nonsense', data: [1, { a: null }] }, { event: 'message/create' }, { event: 'x' }]) {
    expect((await home.ask('POST', '/actors/actor-1/emit', odd)).status).toBe(204)
  }
  expect((await home.ask('DELETE', '/actors/actor-1')).status).toBe(204)
  expect(await listed(home)).toEqual([])
  const gone = await home.ask('POST', '/events/wait', { match: { kind: 'disconnect', user: 'bob' } })
  expect(gone.body).toMatchObject({ socket: 'bob#1', reason: 'client namespace disconnect' })
})

test('[CTRL33] however many packets are under way, each is answered once it has arrived', async () => {
  await using home = await startControlled()
  await add(home, 'alice')
  const from = home.simulation.journal.length()
  const numbers = Array.from({ length: 20 }, (_, index) => index)
  const answers = await Promise.all(
    numbers.map((data) => home.ask('POST', '/actors/actor-1/emit', { event: 'count', data })),
  )
  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([204]))
  const { steps } = stepPage.parse((await home.ask('GET', `/events?from=${from}&kind=receive`)).body)
  expect(new Set(steps.map((step) => Reflect.get(step, 'payload')))).toEqual(new Set(numbers))
})

test('[CTRL33] who is not let in, is not connected or is none is refused, and so are names that sockets keep', async () => {
  await using home = await startControlled()
  expect((await home.ask('POST', '/actors', { user: 'nobody' })).status).toBe(404)
  await home.ask('POST', '/faults', { match: { kind: 'connect', user: 'carol' }, action: { type: 'connect-error' } })
  expect(await home.ask('POST', '/actors', { user: 'carol' })).toMatchObject({
    status: 409,
    body: { message: expect.stringContaining('carol was not let in') as string },
  })
  expect(await listed(home)).toEqual([])
  await add(home, 'bob')
  for (const event of ['connect', 'disconnect', 'newListener', 'connect_error', '']) {
    expect([event, (await home.ask('POST', '/actors/actor-1/emit', { event })).status]).toEqual([event, 400])
  }
  expect((await home.ask('POST', '/actors/actor-9/emit', { event: 'x' })).status).toBe(404)
  await home.ask('DELETE', '/sockets/bob%231')
  await expect.poll(() => listed(home)).toMatchObject([{ id: 'actor-1', socket: 'bob#1', connected: false }])
  expect((await home.ask('POST', '/actors/actor-1/emit', { event: 'x' })).body).toEqual({
    message: 'bob is not connected',
  })
  expect((await home.ask('DELETE', '/actors/actor-1')).status).toBe(204)
  expect((await home.ask('DELETE', '/actors/actor-1')).status).toBe(404)
})

test('[CTRL33] a connection that ends before a packet has arrived answers it with 409', async () => {
  await using home = await startControlled()
  await add(home, 'bob')
  // Larger than any packet may be: the gateway ends the connection in place of reading it.
  const huge = { event: 'x', data: 'x'.repeat(1_000_000) }
  const refused = await home.ask('POST', '/actors/actor-1/emit', huge)
  expect([refused.status, (await listed(home))[0]?.connected]).toEqual([409, false])
})

test('[CTRL34] actors are gone with a reset, a restore and their tenant; other clients come again by themselves', async () => {
  await using home = await startControlled({ scenario: 'two-friends' })
  using carol = connectSocket(home.simulation.gateway.url, {
    auth: { token: await home.tokenOf('carol') },
    reconnection: true,
    reconnectionDelay: 10,
    reconnectionDelayMax: 50,
  })
  await carol.wait('ready')
  await add(home, 'bob')
  await home.ask('POST', '/snapshots', { name: 'here' })
  const state = async (): Promise<unknown> => {
    const { run, people } = simulatorState.parse((await home.ask('GET', '/state')).body)
    return [run, people.flatMap(({ sockets }) => sockets.map(({ user }) => user)).toSorted()]
  }
  expect(await state()).toEqual([1, ['bob', 'carol']])
  await home.ask('POST', '/snapshots/here/restore')
  expect(await listed(home)).toEqual([])
  await expect.poll(state).toEqual([2, ['carol']])
  await add(home, 'alice')
  await home.ask('POST', '/reset')
  expect(await listed(home)).toEqual([])

  const tenant = tenantState.parse((await home.ask('POST', '/tenants', { scenario: 'two-friends' })).body)
  const below = `/tenants/${tenant.id}/actors`
  expect((await home.ask('POST', below, { user: 'bob' })).status).toBe(201)
  expect([(await home.ask('GET', below)).body, await listed(home)]).toMatchObject([[{ user: 'bob' }], []])
  expect((await home.ask('DELETE', `/tenants/${tenant.id}`)).status).toBe(204)
})
