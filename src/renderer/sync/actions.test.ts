import { expect, test, vi } from 'vitest'
import { createHeldClock } from '../fixtures/held-clock.ts'
import { createHeldGateway, type HeldGateway } from '../fixtures/held-gateway.ts'
import {
  channelIdOf,
  exampleChannel,
  exampleDirect,
  exampleMessage,
  exampleServer,
  exampleState,
  exampleWindow,
  serverIdOf,
  userIdOf,
} from '../fixtures/records.ts'
import { createAccountStore, type AccountStore } from '../store/store.ts'
import { createActions, type Actions } from './actions.ts'
import { createGatewayApi } from './gateway-api.ts'

interface Doing {
  readonly actions: Actions
  readonly store: AccountStore
  readonly gateway: HeldGateway
  /** What was read again, in order. */
  readonly read: readonly string[]
}

const general = channelIdOf(1)

function open(): Doing {
  const windows = { [general]: exampleWindow([exampleMessage(1), exampleMessage(2)]) }
  const store = createAccountStore(exampleState({ windows }))
  const gateway = createHeldGateway()
  const read: string[] = []
  const reading = (name: string) =>
    vi.fn((id?: string) => {
      read.push(id === undefined ? name : `${name} ${id}`)
      return Promise.resolve()
    })
  const places = {
    readHome: reading('home'),
    readServers: reading('servers'),
    readDirects: reading('directs'),
    readUnread: reading('unread'),
    readServer: reading('server'),
    readMembers: reading('members'),
  }
  const api = createGatewayApi(gateway.request, createHeldClock())
  return { actions: createActions({ api, store, places }), store, gateway, read }
}

test('a conversation that was opened is listed at once, and read again for what an answer does not carry', async () => {
  const { actions, store, gateway, read } = open()
  const opening = actions.openDirect(userIdOf(2))
  const request = await gateway.take('POST /users/@me/channels')
  expect(request.body).toEqual({ recipientId: userIdOf(2) })
  request.answer(exampleDirect(2))
  expect(await opening).toMatchObject({ status: 'done', body: { _id: channelIdOf(102) } })
  expect(store.get().directs?.map(({ _id }) => _id)).toEqual([channelIdOf(102)])
  expect(read).toEqual(['directs'])
})

test('a server that was made stands in the list once, whether its event came first or not', async () => {
  const { actions, store, gateway } = open()
  const creation = actions.createServer('club')
  const request = await gateway.take('POST /servers')
  expect(request.body).toEqual({ name: 'club' })
  store.update((draft) => {
    draft.servers = [exampleServer(1), exampleServer(2)]
  })
  request.answer(exampleServer(2))
  await creation
  expect(store.get().servers).toEqual([exampleServer(1), exampleServer(2)])
})

test('a server that is made before the list was read is no list alone: it is read', async () => {
  const { actions, store, gateway, read } = open()
  store.update((draft) => {
    draft.servers = null
  })
  const creation = actions.createServer('club')
  const request = await gateway.take('POST /servers')
  request.answer(exampleServer(2))
  await creation
  expect(store.get().servers).toBeNull()
  expect(read).toEqual(['servers'])
})

test('a channel that was made is found by reading its server again', async () => {
  const { actions, gateway, read } = open()
  const creation = actions.createChannel(serverIdOf(1), 'tea')
  const request = await gateway.take(`POST /servers/${serverIdOf(1)}/channels`)
  expect(request.body).toEqual({ name: 'tea', type: 'GUILD_TEXT' })
  expect(read).toEqual([])
  request.answer(exampleChannel(2))
  await creation
  expect(read).toEqual([`server ${serverIdOf(1)}`])
})

test('an invite is made for a server and taken by its code, whatever is in the code', async () => {
  const { actions, gateway, read } = open()
  const invite = actions.createInvite(serverIdOf(1))
  ;(await gateway.take(`POST /servers/${serverIdOf(1)}/invites`)).answer({ code: 'abc' })
  expect(await invite).toEqual({ status: 'done', body: { code: 'abc' } })
  const joining = actions.acceptInvite('a/b?c')
  ;(await gateway.take('POST /invites/a%2Fb%3Fc')).answer({ serverId: serverIdOf(2) })
  await joining
  expect(read).toEqual(['servers', 'unread'])
})

test('nothing is read again for an invite that was refused', async () => {
  const { actions, gateway, read } = open()
  const joining = actions.acceptInvite('old')
  ;(await gateway.take('POST /invites/old')).answer({ message: 'Invite has expired.' }, { status: 403 })
  expect(await joining).toMatchObject({ status: 'refused', refusal: { code: 'inviteExpired' } })
  expect(read).toEqual([])
})
