import { expect, test } from 'vitest'
import { createHeldClock } from '../fixtures/held-clock.ts'
import { createHeldGateway, type HeldGateway } from '../fixtures/held-gateway.ts'
import { channelIdOf, exampleMe, exampleServer, exampleState, serverIdOf } from '../fixtures/records.ts'
import { createAccountStore, type AccountStore } from '../store/store.ts'
import { createFileActions } from './file-actions.ts'
import { createGatewayApi } from './gateway-api.ts'

interface Opened {
  readonly actions: ReturnType<typeof createFileActions>
  readonly gateway: HeldGateway
  readonly store: AccountStore
}

function open(): Opened {
  const gateway = createHeldGateway()
  const store = createAccountStore(exampleState({ servers: [exampleServer(1)] }))
  const api = createGatewayApi(gateway.request, createHeldClock())
  return { actions: createFileActions(api, store), gateway, store }
}

const picture = new File(['png'], 'me.png', { type: 'image/png' })

test('one’s own picture is known everywhere as soon as the gateway has it', async () => {
  const { actions, gateway, store } = open()
  const outcome = actions.setAvatar(picture)
  const me = { ...exampleMe, avatarUrl: 'http://a.test/static/k.png' }
  ;(await gateway.take('PATCH /users/@me')).answer(me)
  expect((await outcome).status).toBe('done')
  expect([store.get().me.avatarUrl, store.get().people[me._id]?.avatarUrl]).toEqual([me.avatarUrl, me.avatarUrl])
})

test('a picture that is refused changes nothing', async () => {
  const { actions, gateway, store } = open()
  const before = store.get()
  const outcome = actions.setAvatar(picture)
  ;(await gateway.take('PATCH /users/@me')).answer({ message: 'file is too large' }, { status: 413 })
  expect(await outcome).toMatchObject({ status: 'refused', refusal: { code: 'fileTooLarge' } })
  expect(store.get()).toBe(before)
})

test('a server has its icon at once', async () => {
  const { actions, gateway, store } = open()
  const outcome = actions.setServerIcon(serverIdOf(1), picture)
  const server = exampleServer(1, { avatarUrl: 'http://a.test/static/i.png' })
  ;(await gateway.take(`POST /servers/${serverIdOf(1)}/icon`)).answer(server)
  expect((await outcome).status).toBe('done')
  expect(store.get().servers).toEqual([server])
})

test('of the stickers, one that cannot be shown costs itself alone', async () => {
  const { actions, gateway } = open()
  const listed = actions.listStickers(serverIdOf(1))
  const wave = { _id: 'a', name: 'Wave', scope: 'server', key: 'w.png', url: 'http://a.test/w.png' }
  ;(await gateway.take(`GET /servers/${serverIdOf(1)}/stickers`)).answer([wave, { name: 7 }])
  expect(await listed).toEqual({ status: 'done', body: [wave] })
  void actions.listStickers('own')
  await gateway.take('GET /users/@me/stickers')
})

test('a sticker is added, renamed and deleted on the shelf it stands on', async () => {
  const { actions, gateway } = open()
  const shelf = serverIdOf(1)
  const wave = { _id: 'a', name: 'Wave', scope: 'server' }
  const added = actions.addSticker(shelf, picture, 'Wave')
  ;(await gateway.take(`POST /servers/${shelf}/stickers`)).answer(wave)
  expect(await added).toEqual({ status: 'done', body: wave })
  const renamed = actions.renameSticker(shelf, 'a', 'Hello')
  const request = await gateway.take(`PATCH /servers/${shelf}/stickers/a`)
  expect(request.body).toEqual({ name: 'Hello' })
  request.answer({ ...wave, name: 'Hello' })
  expect(await renamed).toMatchObject({ status: 'done', body: { name: 'Hello' } })
  const deleted = actions.deleteSticker('own', 'a')
  ;(await gateway.take('DELETE /users/@me/stickers/a')).answer({ stickerId: 'a' })
  expect((await deleted).status).toBe('done')
})

test('[F26] a download asks for the key as it is, and gives the bytes', async () => {
  const { actions, gateway } = open()
  const download = actions.downloadFile(channelIdOf(1), 'a%20b#.txt')
  ;(await gateway.take(`GET /channels/${channelIdOf(1)}/uploads/a%2520b%23.txt`)).answer('bytes')
  const outcome = await download
  expect(outcome.status === 'done' ? await outcome.body.text() : outcome.status).toBe('"bytes"')
})
