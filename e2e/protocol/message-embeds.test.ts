import { expect, test } from 'vitest'
import { createAllocator } from '#gateway/features/messages/allocator.ts'
import { createMessagesService, type MessagesService } from '#gateway/features/messages/service.ts'
import { createFileAddress } from '#gateway/wire/file-address.ts'
import { channelId, userId } from '#shared/models/ids.ts'
import { message as messageSchema, type Message } from '#shared/models/message.ts'
import { readySocket } from '#gateway/simulator/testing/socket-client.ts'
import { startTestGateway, type TestGateway } from '../fixtures/test-gateway.ts'

const LINK = 'see https://example.test/'
const embeds = [{ url: 'https://example.test/', title: 'Example' }]

/** A second pair of hands on the gateway's own database and sockets, as whatever looks up links is given them. */
async function serviceOf(home: TestGateway, onCreated?: (message: Message) => void): Promise<MessagesService> {
  const { clock, database, realtime } = home.gateway.parts
  return createMessagesService({
    clock,
    database,
    publish: realtime.publish,
    allocator: await createAllocator(database.reader, clock),
    fileAddress: createFileAddress({ staticBase: () => home.url }),
    ...(onCreated === undefined ? {} : { onCreated }),
  })
}

async function send(home: TestGateway, body: object, channel = 'general'): Promise<Message> {
  const response = await home.call('alice', 'POST', `/channels/${home.channel(channel)}/messages`, body)
  return messageSchema.parse(await response.json())
}

test('[MSG18] previews join a message beside its other members, and everybody who sees it hears of it', async () => {
  await using home = await startTestGateway()
  using bob = await readySocket(home.url, await home.tokenOf('bob'))
  const messages = await serviceOf(home)
  for (const channel of ['general', 'alice&bob']) {
    const sent = await send(home, { content: LINK, payload: { clientNonce: 'n', note: 1 } }, channel)
    await messages.embed({ message: sent._id, content: LINK, embeds })
    const heard = await bob.wait('MESSAGE_UPDATE', (each: Message) => each._id === sent._id)
    expect(heard).toEqual({
      ...sent,
      payload: { clientNonce: 'n', note: 1, embeds },
      updatedAt: expect.any(String) as string,
      rev: 2,
    })
    const list = await home.call('bob', 'GET', `/channels/${home.channel(channel)}/messages`)
    expect(await list.json()).toEqual([heard])
  }
})

test('[MSG18] what was retracted, says something else or is gone gets no previews', async () => {
  await using home = await startTestGateway()
  using bob = await readySocket(home.url, await home.tokenOf('bob'))
  const messages = await serviceOf(home)
  const [edited, retracted] = [await send(home, { content: LINK }), await send(home, { content: LINK })]
  const route = `/channels/${home.channel('general')}/messages`
  await home.call('alice', 'PATCH', `${route}/${edited._id}`, { content: 'see nothing' })
  await home.call('alice', 'DELETE', `${route}/${retracted._id}`)
  for (const message of [edited._id, retracted._id, 'a'.repeat(24)]) {
    await messages.embed({ message, content: LINK, embeds })
  }
  await bob.settled()
  expect(bob.all('MESSAGE_UPDATE')).toHaveLength(2)
  expect(await (await home.call('bob', 'GET', route)).text()).not.toContain('Example')
})

test('[MSG18] links are looked up once a message is on disk and heard, and never again for its nonce', async () => {
  await using home = await startTestGateway()
  const told: Message[] = []
  const messages = await serviceOf(home, (message) => told.push(message))
  const place = { channel: channelId.parse(home.channel('general')) }
  const body = { content: LINK, payload: { clientNonce: 'once' } }
  const write = (): Promise<Message> =>
    messages.create(place, { kind: 'account', user: userId.parse(home.idOf('alice')) }, () => body)
  const [sent] = [await write(), await write()]
  expect(told).toEqual([sent])
})
