import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { Message } from '#shared/models/message.ts'
import { refusal } from '../fixtures/answers.ts'
import { keeperWorld } from '../fixtures/keeper-world.ts'
import { answerOf, crowdOf, serverOf } from '../fixtures/kept-server.ts'
import { startTestGateway, type TestGateway } from '../fixtures/test-gateway.ts'
import { startWebPage } from '../fixtures/web-page.ts'
import { formOf, type Form } from './form.ts'
import { picture } from './make-sticker.ts'
import { createTemporaryDirectory } from './temporary-directory.ts'
import { request, type Answer } from './web-client.ts'

/** Bob keeps webhooks everywhere in a server. Nobody but its owner sees `secret`. */
const world = keeperWorld('MANAGE_WEBHOOKS', [
  { ref: 'general', name: 'general' },
  { ref: 'random', name: 'random' },
  { ref: 'secret', name: 'secret', onlyRoles: [] },
  { ref: 'docs', name: 'docs', url: 'https://docs.test/' },
])

const NOBODY = 'f'.repeat(24)
const NO_WEBHOOK = refusal(404, 'Webhook not found')
const BAD_TOKEN = refusal(401, 'Invalid webhook token')

const pathOf = (home: TestGateway, channel = 'general', server = 'home'): string =>
  `/servers/${serverOf(home, server)}/channels/${home.channel(channel)}/webhooks`

interface Webhook {
  readonly _id: string
  readonly name: string
  readonly avatarUrl?: string
  readonly botUserId: string
  readonly token: string
}

async function make(home: TestGateway, body: object = { name: 'Feed' }, channel = 'general'): Promise<Webhook> {
  const response = await home.call('alice', 'POST', pathOf(home, channel), body)
  if (response.status !== 201) throw new Error(`${response.status} ${await response.text()}`)
  return (await response.json()) as Webhook
}

interface Calling {
  readonly token?: string
  readonly headers?: Record<string, string>
}

// oxlint-disable-next-line max-params -- it reads as a call does
function run(home: TestGateway, hook: Webhook, json?: unknown, { token, headers = {} }: Calling = {}): Promise<Answer> {
  const url = `${home.url}/api/webhooks/${hook._id}/${token ?? hook.token}`
  return request(url, { method: 'POST', headers, ...(json === undefined ? {} : { json }) })
}

async function wrote(home: TestGateway, hook: Webhook, json: object): Promise<Message> {
  const { status, body } = await run(home, hook, json)
  expect([status, body]).toEqual([200, expect.any(Object)])
  return body as Message
}

const shortOf = ({ status, body }: Answer): unknown[] => [status, body]
const messagesOf = async (home: TestGateway, channel = 'general'): Promise<Message[]> =>
  (await (await home.call('alice', 'GET', `/channels/${home.channel(channel)}/messages`)).json()) as Message[]

describe('[HOOK1] who may', () => {
  const lacking = refusal(403, 'You do not have the required permission: MANAGE_WEBHOOKS')

  test('is told before any fault of ids and bodies', async () => {
    await using home = await startTestGateway({ world })
    const at = pathOf(home)
    const attempts = (person: string, path = at): Promise<unknown[][]> =>
      Promise.all(
        [
          home.call(person, 'GET', path),
          home.call(person, 'POST', path, { name: '' }),
          home.call(person, 'GET', `${path}/zzz/token`),
          home.call(person, 'POST', `${path}/zzz/reset-token`),
          home.call(person, 'PATCH', `${path}/zzz`, { name: '' }),
          home.call(person, 'DELETE', `${path}/zzz`),
        ].map(async (response) => answerOf(await response)),
      )
    const six = (answer: readonly unknown[]): unknown => Array.from({ length: 6 }, () => answer)
    expect(await attempts('dave')).toEqual(six(lacking))
    expect(await attempts('carol')).toEqual(six(refusal(403, 'You are not a member of this server.')))
    const [channels, general] = [`/servers/${serverOf(home)}/channels`, home.channel('general')]
    expect(await attempts('bob', `${channels}/${NOBODY}/webhooks`)).toEqual(six(refusal(404, 'Channel not found.')))
    expect(await attempts('alice', `${channels}/${home.channel('boxes')}/webhooks`)).toEqual(
      six(refusal(404, 'Channel not found.')),
    )
    expect(await attempts('alice', `${channels}/${home.channel('alice&bob')}/webhooks`)).toEqual(
      six(refusal(404, 'Channel not found.')),
    )
    expect(await attempts('bob', `/servers/${NOBODY}/channels/${general}/webhooks`)).toEqual(
      six(refusal(404, 'Server not found')),
    )
    const bad = refusal(400, 'Invalid data format provided.')
    expect((await attempts('bob')).map(([status]) => status)).toEqual([200, 400, 400, 400, 400, 400])
    expect(await answerOf(await home.call('bob', 'PATCH', `${at}/zzz`, { name: 'x' }))).toEqual(bad)
  })

  test('by a role everywhere, by an override in one channel', async () => {
    await using home = await startTestGateway({ world })
    const override = { targetType: 'member', targetId: home.idOf('dave'), allow: ['MANAGE_WEBHOOKS'], deny: [] }
    await home.call('alice', 'PUT', `/channels/${home.channel('random')}/permissions`, [override])
    const create = async (person: string, channel: string): Promise<number> =>
      (await home.call(person, 'POST', pathOf(home, channel), { name: 'x' })).status
    expect(await create('dave', 'random')).toBe(201)
    expect(await create('dave', 'general')).toBe(403)
    // Managing a channel does not ask for viewing it (CHAN5), nor does this.
    expect(await create('bob', 'secret')).toBe(201)
  })

  test('has to give it a name', async () => {
    await using home = await startTestGateway({ world })
    for (const body of [undefined, {}, { name: ' ' }, { name: 5 }, [], { name: 'x'.repeat(101) }]) {
      const [status, answer] = await answerOf(await home.call('bob', 'POST', pathOf(home), body))
      const { message, errors } = answer as { message: string; errors: { message: string }[] }
      expect([status, message]).toEqual([400, errors[0]?.message])
    }
    expect(await (await home.call('bob', 'GET', pathOf(home))).json()).toEqual([])
    expect((await make(home, { name: ' Feed ' })).name).toBe(' Feed ')
  })
})

test('[HOOK2] each speaks by an account of its own, which nobody finds and nobody writes to', async () => {
  await using home = await startTestGateway({ world })
  const [one, two] = [await make(home), await make(home)]
  expect(one.botUserId).not.toBe(two.botUserId)
  const profile = (await (await home.call('bob', 'GET', `/users/${one.botUserId}`)).json()) as { username: string }
  expect(profile).toMatchObject({ isBot: true, dmEnabled: false })
  expect(profile.username).toMatch(/^webhook-[0-9a-f]{16}$/)
  expect(await (await home.call('bob', 'GET', '/users/search?q=webhook')).json()).toEqual([])
  const open = await home.call('bob', 'POST', '/users/@me/channels', { recipientId: one.botUserId })
  expect(await answerOf(open)).toEqual(refusal(403, 'This bot does not accept DMs.'))
  await wrote(home, one, { content: 'hi' })
  using crowd = await crowdOf(home, ['bob'])
  expect(await crowd.of('bob').wait('PRESENCE_INITIAL_STATE')).toEqual([home.idOf('bob')])
})

describe('[HOOK3] its token', () => {
  test('is told when it is made and when it is asked for, and nowhere else', async () => {
    await using home = await startTestGateway({ world })
    const created = await make(home, { name: 'Feed', avatarUrl: 'https://pictures.test/f.png', token: 'mine' })
    const { token, ...webhook } = created
    expect(created).toEqual({
      _id: expect.stringMatching(/^[0-9a-f]{24}$/) as string,
      name: 'Feed',
      avatarUrl: 'https://pictures.test/f.png',
      channelId: home.channel('general'),
      serverId: serverOf(home),
      botUserId: expect.stringMatching(/^[0-9a-f]{24}$/) as string,
      createdAt: expect.any(String) as string,
      updatedAt: expect.any(String) as string,
      token: expect.stringMatching(/^[0-9a-f]{64}$/) as string,
    })
    const second = await make(home)
    expect(second.token).not.toBe(token)
    const list = (await (await home.call('bob', 'GET', pathOf(home))).json()) as Webhook[]
    expect(list[0]).toEqual(webhook)
    expect(list.map(({ _id }) => _id)).toEqual([created._id, second._id])
    const told = await home.call('bob', 'GET', `${pathOf(home)}/${created._id.toUpperCase()}/token`)
    expect(await answerOf(told)).toEqual([200, { webhookId: created._id, token }])
    expect(JSON.stringify(list)).not.toContain('token')
  })

  test('is another one after a reset, and the old one is dead at once', async () => {
    await using home = await startTestGateway({ world })
    const hook = await make(home)
    const response = await home.call('bob', 'POST', `${pathOf(home)}/${hook._id}/reset-token`)
    const { webhookId, token } = (await response.json()) as { webhookId: string; token: string }
    expect([response.status, webhookId]).toEqual([200, hook._id])
    expect(token).toMatch(/^[0-9a-f]{64}$/)
    expect(token).not.toBe(hook.token)
    expect(shortOf(await run(home, hook, { content: 'x' }))).toEqual(BAD_TOKEN)
    await wrote(home, { ...hook, token }, { content: 'x' })
  })
})

describe('[HOOK4] a webhook', () => {
  test('is found below its own channel only', async () => {
    await using home = await startTestGateway({ world })
    const hook = await make(home)
    const at = (id: string, channel = 'random'): string => `${pathOf(home, channel)}/${id}`
    for (const path of [at(hook._id), at(NOBODY, 'general')]) {
      expect(await answerOf(await home.call('alice', 'GET', `${path}/token`))).toEqual(NO_WEBHOOK)
      expect(await answerOf(await home.call('alice', 'POST', `${path}/reset-token`))).toEqual(NO_WEBHOOK)
      expect(await answerOf(await home.call('alice', 'PATCH', path, { name: 'x' }))).toEqual(NO_WEBHOOK)
      expect(await answerOf(await home.call('alice', 'DELETE', path))).toEqual(NO_WEBHOOK)
    }
    expect(await (await home.call('alice', 'GET', pathOf(home, 'random'))).json()).toEqual([])
    await wrote(home, hook, { content: 'still there' })
  })

  test('is changed in name and picture, and in nothing else', async () => {
    await using home = await startTestGateway({ world })
    const { token, ...hook } = await make(home)
    const change = async (body?: object): Promise<unknown[]> =>
      answerOf(await home.call('bob', 'PATCH', `${pathOf(home)}/${hook._id}`, body))
    const updatedAt = expect.any(String) as string
    const pictured = { ...hook, name: ' New ', avatarUrl: 'https://pictures.test/n.png', updatedAt }
    const forged = { token: 'x', channelId: home.channel('random'), botUserId: home.idOf('bob'), _id: NOBODY }
    expect(await change({ name: ' New ', avatarUrl: 'https://pictures.test/n.png', ...forged })).toEqual([
      200,
      pictured,
    ])
    for (const body of [{}, undefined]) expect(await change(body)).toEqual([200, pictured])
    const { avatarUrl: _gone, ...plain } = pictured
    expect(await change({ avatarUrl: null })).toEqual([200, plain])
    for (const body of [{ name: '' }, { name: null }, { avatarUrl: 'javascript:alert(1)' }]) {
      expect((await change(body))[0]).toBe(400)
    }
    expect((await wrote(home, { ...hook, token }, { content: 'x' })).authorId?.username).toBe(' New ')
  })
})

describe('[HOOK5] what it writes', () => {
  test('is a message like any other, answered 200', async () => {
    await using home = await startTestGateway({ world })
    const hook = await make(home)
    const content = `hi <@${home.idOf('dave')}> <@${home.idOf('carol')}> @everyone`
    const sent = await wrote(home, hook, {
      content,
      attachments: [{ filename: 'a', contentType: 'b', key: 'c', size: 1 }],
      referencedMessageId: NOBODY,
      plainText: 'forged',
      authorId: home.idOf('alice'),
      channelId: home.channel('random'),
    })
    expect(sent).toMatchObject({
      channelId: home.channel('general'),
      serverId: serverOf(home),
      authorId: { _id: hook.botUserId, username: 'Feed', isBot: true },
      type: 'message/default',
      content,
      context: content,
      attachments: [],
      mentions: [home.idOf('dave')],
    })
    expect(sent).not.toHaveProperty('referencedMessageId')
    expect(sent).not.toHaveProperty('plainText')
    expect(await messagesOf(home)).toEqual([sent])
  })

  test('lacks words only on a card, and is refused whole otherwise', async () => {
    await using home = await startTestGateway({ world })
    const hook = await make(home)
    const [status, answer] = shortOf(await run(home, hook))
    expect([status, (answer as { message: string }).message]).toEqual([400, 'content is required'])
    const bodies = [
      [[], 'content is required'],
      [{ content: 5 }, 'content is required'],
      [{ content: 'x', type: 'message/voice' }, 'Unsupported message type: message/voice'],
      [{ content: 'x', payload: ['x'] }, 'Invalid input: expected object'],
      [{ content: 'x'.repeat(16_001) }, 'The message is too long: 16,000 bytes of text, 64 KiB of payload'],
      [
        { content: 'x', payload: { a: 'x'.repeat(65_600) } },
        'The message is too long: 16,000 bytes of text, 64 KiB of payload',
      ],
    ] as const
    for (const [body, message] of bodies) {
      expect(shortOf(await run(home, hook, body))).toEqual([400, expect.objectContaining({ message })])
    }
    expect(await messagesOf(home)).toEqual([])
    const card = await wrote(home, hook, { type: 'app/x-jpdict-card', payload: { title: 'T' } })
    expect([card.type, card.content, card.context]).toEqual(['app/x-jpdict-card', undefined, 'source: Feed\ntitle: T'])
    const web = await make(home, { name: 'Docs' }, 'docs')
    expect(shortOf(await run(home, web, { content: 'x' }))).toEqual(
      refusal(400, 'Messages are not supported in web channels'),
    )
  })
})

test('[HOOK5] [LINK1] what it writes gets previews, beside its name and picture', async () => {
  const html = '<html><head><title>Night trains</title></head></html>'
  await using web = await startWebPage({
    answer: (_request, response) => {
      response.setHeader('content-type', 'text/html').end(html)
    },
  })
  await using home = await startTestGateway({ world, previews: web.previews })
  const hook = await make(home)
  using crowd = await crowdOf(home, ['dave'])
  const sent = await wrote(home, hook, { content: 'http://example.test/a', username: 'Ann' })
  expect(await crowd.of('dave').wait('MESSAGE_UPDATE')).toMatchObject({
    _id: sent._id,
    authorId: { username: 'Ann' },
    payload: { webhookName: 'Feed', overrides: { username: 'Ann' }, embeds: [{ title: 'Night trains' }] },
  })
})

test('[HOOK6] name and picture are those of one message, whatever becomes of the webhook', async () => {
  await using home = await startTestGateway({ world })
  const hook = await make(home, { name: 'Base', avatarUrl: 'https://pictures.test/base.png' })
  const overrides = { username: 'forged' }
  await wrote(home, hook, { content: '1', username: 'Ann', avatar_url: 'https://pictures.test/ann.png' })
  await wrote(home, hook, { content: '2', username: 'Bob', avatar_url: 'bob.png' })
  await wrote(home, hook, { content: '3', username: '', payload: { overrides, webhookName: 'forged' } })
  await home.call('alice', 'PATCH', `${pathOf(home)}/${hook._id}`, { name: 'Other', avatarUrl: null })
  await wrote(home, hook, { content: '4' })
  const list = (await messagesOf(home)).toReversed()
  expect(list.map(({ authorId }) => [authorId?._id, authorId?.username, authorId?.avatarUrl])).toEqual([
    [hook.botUserId, 'Ann', 'https://pictures.test/ann.png'],
    [hook.botUserId, 'Bob', `${home.url}/static/bob.png`],
    [hook.botUserId, 'Base', 'https://pictures.test/base.png'],
    [hook.botUserId, 'Other', undefined],
  ])
  expect(list.map(({ payload }) => payload?.['webhookName'])).toEqual(['Base', 'Base', 'Base', 'Other'])
})

test('[HOOK7] the files of a card get their addresses, in the answer, the event and the list', async () => {
  await using home = await startTestGateway({ world })
  const hook = await make(home)
  using crowd = await crowdOf(home, ['dave'])
  const sent = await wrote(home, hook, {
    type: 'app/x-twitter-card',
    payload: {
      s3_cover: ' cover.png ',
      items: [{ s3_list: ['one.png', 'https://e.test/two.png'], plain: 'one.png' }],
      quoted_tweet: { text: 'a', quoted_tweet: { text: 'b' } },
      custom: { a: [1] },
    },
  })
  expect(sent.payload).toEqual({
    s3_cover: `${home.url}/static/cover.png`,
    items: [{ s3_list: [`${home.url}/static/one.png`, 'https://e.test/two.png'], plain: 'one.png' }],
    quoted_tweet: { text: 'a' },
    custom: { a: [1] },
    webhookName: 'Feed',
    overrides: { username: 'Feed' },
  })
  expect(await crowd.heard('dave')).toEqual([{ event: 'MESSAGE_CREATE', payload: sent }])
  expect(await messagesOf(home)).toEqual([sent])
})

test('[HOOK7] [CHAN2] and where the card is the newest message in the list of channels', async () => {
  await using home = await startTestGateway({ world })
  const hook = await make(home)
  const card = { type: 'app/x-rss-card', avatar_url: 'ann.png', payload: { s3_cover: 'cover.png' } }
  const { payload } = await wrote(home, hook, card)
  const listed = await home.call('bob', 'GET', `/servers/${serverOf(home)}/channels`)
  const channels = (await listed.json()) as { _id: string; lastMessage: object | null }[]
  const last = channels.find(({ _id }) => _id === home.channel('general'))?.lastMessage
  expect(last).toMatchObject({ authorId: hook.botUserId, payload: { s3_cover: `${home.url}/static/cover.png` } })
  expect(last).toMatchObject({ payload })
})

test('[HOOK8] no webhook and no token of this webhook look the same from outside', async () => {
  await using home = await startTestGateway({ world })
  const [hook, other] = [await make(home), await make(home)]
  const attempts: [Webhook, string][] = [
    [{ ...hook, _id: NOBODY }, hook.token],
    [hook, other.token],
    [hook, hook.token.toUpperCase()],
    [hook, hook.token.slice(1)],
    [hook, 'x'],
  ]
  for (const [target, token] of attempts) {
    // A body that is no good changes nothing about it: nobody reads it.
    for (const body of [{ content: 'x' }, {}]) {
      const answer = await run(home, target, body, { token })
      expect([token, ...shortOf(answer)]).toEqual([token, ...BAD_TOKEN])
    }
  }
  const malformed = refusal(400, 'Invalid data format provided.')
  expect(shortOf(await run(home, { ...hook, _id: 'zzz' }, { content: 'x' }))).toEqual(malformed)
  expect(await messagesOf(home)).toEqual([])
})

test('[HOOK9] the same key is the same message, and one event', async () => {
  await using home = await startTestGateway({ world })
  const [hook, other] = [await make(home), await make(home)]
  using crowd = await crowdOf(home, ['dave'])
  const headers = { 'idempotency-key': 'one' }
  const answers = await Promise.all(
    ['a', 'b', 'c'].map(() => run(home, hook, { content: 'once', payload: { clientNonce: 'n' } }, { headers })),
  )
  const [first] = answers
  for (const answer of answers) expect(shortOf(answer)).toEqual([200, first?.body])
  expect(first?.body).toMatchObject({ payload: { clientNonce: 'n' } })
  await run(home, other, { content: 'another’s' }, { headers })
  await run(home, hook, { content: 'again' }, { headers: { 'idempotency-key': 'two' } })
  await wrote(home, hook, { content: 'named', payload: { clientNonce: 'm' } })
  await wrote(home, hook, { content: 'named', payload: { clientNonce: 'm' } })
  const heard = (await crowd.heard('dave')).map(({ payload }) => (payload as Message).content)
  expect(heard).toEqual(['once', 'another’s', 'again', 'named'])
  const long = await run(home, hook, { content: 'x' }, { headers: { 'idempotency-key': 'x'.repeat(129) } })
  expect(shortOf(long)).toEqual(refusal(400, 'An Idempotency-Key has at most 128 characters'))
})

describe('[HOOK10] after its end', () => {
  test('its messages keep their author', async () => {
    await using home = await startTestGateway({ world })
    const hook = await make(home)
    const sent = await wrote(home, hook, { content: 'x', username: 'Shown' })
    const removed = await home.call('bob', 'DELETE', `${pathOf(home)}/${hook._id}`)
    expect([removed.status, await removed.text()]).toEqual([204, ''])
    expect(await answerOf(await home.call('bob', 'DELETE', `${pathOf(home)}/${hook._id}`))).toEqual(NO_WEBHOOK)
    expect(shortOf(await run(home, hook, { content: 'x' }))).toEqual(BAD_TOKEN)
    expect(await messagesOf(home)).toEqual([sent])
    expect(sent.authorId).toMatchObject({ _id: hook.botUserId, username: 'Shown' })
  })

  test('it is gone with its channel and with its server', async () => {
    await using home = await startTestGateway({ world })
    const [general, random] = [await make(home), await make(home, { name: 'R' }, 'random')]
    await home.call('alice', 'DELETE', `/channels/${home.channel('general')}`)
    expect(shortOf(await run(home, general, { content: 'x' }))).toEqual(BAD_TOKEN)
    await wrote(home, random, { content: 'x' })
    await home.call('alice', 'DELETE', `/servers/${serverOf(home)}`)
    expect(shortOf(await run(home, random, { content: 'x' }))).toEqual(BAD_TOKEN)
    const { reader } = home.gateway.parts.database
    expect(await reader.selectFrom('webhook').selectAll().execute()).toEqual([])
  })
})

test('[HOOK11] they stand behind the members, for whoever can view their channels', async () => {
  await using home = await startTestGateway({ world })
  const first = await make(home, { name: 'Herald', avatarUrl: 'https://pictures.test/h.png' })
  const hidden = await make(home, { name: 'Spy' }, 'secret')
  const last = await make(home, { name: 'Third' }, 'random')
  const members = async (person: string): Promise<{ _id: string }[]> =>
    (await (await home.call(person, 'GET', `/servers/${serverOf(home)}/members`)).json()) as { _id: string }[]
  const seen = await members('alice')
  expect(seen.slice(3).map(({ _id }) => _id)).toEqual([first._id, hidden._id, last._id])
  const { everyoneRoleId } = (await (await home.call('alice', 'GET', `/servers/${serverOf(home)}`)).json()) as {
    everyoneRoleId: string
  }
  expect(seen[3]).toEqual({
    _id: first._id,
    serverId: serverOf(home),
    channelId: home.channel('general'),
    userId: {
      _id: first.botUserId,
      username: 'Herald',
      avatarUrl: 'https://pictures.test/h.png',
      isBot: true,
      email: `webhook-${first._id}@internal.mew`,
      createdAt: expect.any(String) as string,
    },
    roleIds: [everyoneRoleId],
    isOwner: false,
    nickname: null,
    createdAt: expect.any(String) as string,
    updatedAt: expect.any(String) as string,
  })
  expect((await members('dave')).slice(3).map(({ _id }) => _id)).toEqual([first._id, last._id])
  const kicked = await home.call('alice', 'DELETE', `/servers/${serverOf(home)}/members/${first.botUserId}`)
  expect(await answerOf(kicked)).toEqual(refusal(404, 'Member not found in this server.'))
})

test('[HOOK12] only what a webhook writes is heard, where it writes', async () => {
  await using home = await startTestGateway({ world })
  using crowd = await crowdOf(home, ['alice', 'bob', 'dave', 'carol'])
  const hook = await make(home, { name: 'Spy' }, 'secret')
  const at = `${pathOf(home, 'secret')}/${hook._id}`
  const sent = await wrote(home, hook, { content: 'x' })
  await home.call('alice', 'PATCH', at, { name: 'y' })
  await home.call('alice', 'POST', `${at}/reset-token`)
  await home.call('alice', 'DELETE', at)
  expect(await crowd.heard('alice')).toEqual([{ event: 'MESSAGE_CREATE', payload: sent }])
  for (const person of ['bob', 'dave', 'carol']) expect(await crowd.heard(person)).toEqual([])
})

interface Sending {
  readonly home: TestGateway
  readonly person?: string
  readonly method?: string
  readonly path?: string
}

async function sendForm(
  { home, person = 'bob', method = 'POST', path: at = pathOf(home) }: Sending,
  form: Form,
): Promise<Answer> {
  const headers = { ...form.headers, authorization: `Bearer ${await home.tokenOf(person)}` }
  return request(`${home.url}/api${at}`, { method, headers, raw: form.body })
}

const avatar = { ...picture, field: 'avatar' }
const filesIn = (directory: string): string[] => {
  const files = join(directory, 'files')
  return existsSync(files) ? readdirSync(files) : []
}

describe('[HOOK13] its picture', () => {
  test('comes by a form, wins over an address, and goes with the webhook unless a message shows it', async () => {
    await using home = await startTestGateway({ world })
    const fields = [
      { field: 'name', data: 'Feed' },
      { field: 'avatarUrl', data: 'https://pictures.test/a.png' },
    ]
    const made = await sendForm({ home }, formOf([...fields, avatar]))
    const hook = made.body as Webhook
    expect([made.status, hook.name]).toEqual([201, 'Feed'])
    const first = hook.avatarUrl ?? ''
    expect(first).toMatch(new RegExp(`^${home.url}/static/[\\w-]{21}\\.png$`))
    expect((await request(first)).status).toBe(200)

    const at = { home, method: 'PATCH', path: `${pathOf(home)}/${hook._id}` }
    const { body } = await sendForm(at, formOf([{ ...avatar, filename: 'b.png' }]))
    const second = (body as Webhook).avatarUrl ?? ''
    expect(body).toMatchObject({ _id: hook._id, name: 'Feed' })
    expect(second).not.toBe(first)
    expect((await request(first)).status).toBe(404)

    expect((await wrote(home, hook, { content: 'x' })).authorId?.avatarUrl).toBe(second)
    expect((await sendForm(at, formOf([avatar]))).status).toBe(200)
    expect((await request(second)).status).toBe(200)
    await home.call('bob', 'DELETE', at.path)
    expect((await request(second)).status).toBe(200)
    const [message] = await messagesOf(home)
    expect(message?.authorId?.avatarUrl).toBe(second)
  })

  test('is an image, and nothing is stored of one that is none, or for whoever may not', async () => {
    using directory = createTemporaryDirectory()
    await using home = await startTestGateway({ world, dataDirectory: directory.path })
    const named = { field: 'name', data: 'Feed' }
    const noImage = refusal(400, 'Invalid file type. Only common image formats are allowed.')
    expect(shortOf(await sendForm({ home }, formOf([named, { ...avatar, type: 'text/html' }])))).toEqual(noImage)
    expect((await sendForm({ home }, formOf([avatar]))).status).toBe(400)
    expect((await sendForm({ home, person: 'dave' }, formOf([named, avatar]))).status).toBe(403)
    const gone = { home, method: 'PATCH', path: `${pathOf(home)}/${NOBODY}` }
    expect(shortOf(await sendForm(gone, formOf([avatar])))).toEqual(NO_WEBHOOK)
    expect((await sendForm({ home }, formOf([named, { ...avatar, field: 'file' }]))).status).toBe(400)
    expect(filesIn(directory.path)).toEqual([])
  })
})

describe('[HOOK14] its files', () => {
  const upload = (
    { home, hook, token = hook.token }: { home: TestGateway; hook: Webhook; token?: string },
    form: Form,
  ): Promise<Answer> =>
    request(`${home.url}/api/webhooks/${hook._id}/${token}/upload`, {
      method: 'POST',
      headers: form.headers,
      raw: form.body,
    })

  test('are uploaded with the token alone, and named by a card', async () => {
    await using home = await startTestGateway({ world })
    const hook = await make(home)
    const form = formOf([{ field: 'file', filename: 'x.bin', type: 'application/zip', data: 'abc' }])
    const { status, body } = await upload({ home, hook }, form)
    const key: unknown = expect.stringMatching(/^[\w-]{21}\.bin$/)
    expect([status, body]).toEqual([201, { filename: 'x.bin', contentType: 'application/zip', key, size: 3 }])
    const stored = (body as { key: string }).key
    const sent = await wrote(home, hook, { type: 'app/x-rss-card', payload: { s3_file: stored } })
    const address = `${home.url}/static/${stored}`
    expect(sent.payload?.['s3_file']).toBe(address)
    expect((await request(address)).text).toBe('abc')
  })

  test('may be announced, and are then sent to the address they got', async () => {
    await using home = await startTestGateway({ world })
    const hook = await make(home)
    const announce = (token: string, json: object): Promise<Answer> =>
      request(`${home.url}/api/webhooks/${hook._id}/${token}/presign`, { method: 'POST', json })
    const file = { filename: '.env', size: 3, contentType: 'text/plain' }
    const { status, body } = await announce(hook.token, file)
    const { key, url, method, headers } = body as Record<'key' | 'url' | 'method', string> & { headers: object }
    expect([status, method, headers]).toEqual([200, 'PUT', { 'Content-Type': 'text/plain' }])
    expect(key).toMatch(/^[\w-]{21}$/)
    expect((await request(url, { method, headers: { ...headers, 'content-length': 3 }, raw: 'abc' })).status).toBe(200)
    const sent = await wrote(home, hook, { type: 'app/x-rss-card', payload: { s3_file: key } })
    expect((await request(String(sent.payload?.['s3_file']))).text).toBe('abc')
    expect(shortOf(await announce('f'.repeat(64), {}))).toEqual(BAD_TOKEN)
    expect(shortOf(await announce(hook.token, { filename: 'a' }))).toEqual([
      400,
      expect.objectContaining({ message: 'size is required' }),
    ])
  })

  test('are kept as long as a message names them', async () => {
    await using home = await startTestGateway({ world })
    const hook = await make(home)
    const { body } = await upload({ home, hook }, formOf([picture]))
    const { key } = body as { key: string }
    const payload = { items: [{ s3_list: [` ${key} `] }] }
    const sent = await wrote(home, hook, { type: 'app/x-rss-card', payload, avatar_url: key })
    const { reader } = home.gateway.parts.database
    expect(await reader.selectFrom('messageFile').selectAll().execute()).toEqual([
      { messageId: sent._id, key, opens: 0 },
    ])
    // It names the file, but does not open it to those who may not have its key.
    const download = await home.call('dave', 'GET', `/channels/${home.channel('general')}/uploads/${key}`)
    expect(download.status).toBe(404)
  })

  test('are not stored where the token is wrong, or where there is none', async () => {
    using directory = createTemporaryDirectory()
    await using home = await startTestGateway({ world, dataDirectory: directory.path })
    const hook = await make(home)
    const form = formOf([picture])
    expect(shortOf(await upload({ home, hook, token: 'f'.repeat(64) }, form))).toEqual(BAD_TOKEN)
    expect(shortOf(await upload({ home, hook: { ...hook, _id: NOBODY } }, form))).toEqual(BAD_TOKEN)
    expect(shortOf(await upload({ home, hook }, formOf([{ field: 'note' }])))).toEqual(
      refusal(400, 'No file uploaded.'),
    )
    expect(filesIn(directory.path)).toEqual([])
  })
})
