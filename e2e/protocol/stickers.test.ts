import { readdirSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { refusal } from '../fixtures/answers.ts'
import { startBotHome } from '../fixtures/bot-world.ts'
import { keeperWorld } from '../fixtures/keeper-world.ts'
import { answerOf, crowdOf, serverOf } from '../fixtures/kept-server.ts'
import { startTestGateway, type TestGateway } from '../fixtures/test-gateway.ts'
import { formOf, type Form } from './form.ts'
import { formNamed, makeSticker, PICTURE, picture, sendForm, type Shelf, type Sticker } from './make-sticker.ts'
import { createTemporaryDirectory } from './temporary-directory.ts'
import { request, type Answer } from './web-client.ts'

/** Bob keeps the stickers of a server. */
const world = keeperWorld('MANAGE_STICKERS', [{ ref: 'general', name: 'general' }])

const NOBODY = 'f'.repeat(24)
const MINE = '/users/@me/stickers'
const NO_STICKER = [404, { message: 'Sticker not found' }]
const shelfOf = (home: TestGateway, server = 'home'): string => `/servers/${serverOf(home, server)}/stickers`

interface Place {
  readonly home: TestGateway
  readonly person: string
  readonly at: string
}

const shelfAt = async ({ home, person, at }: Place): Promise<Shelf> => ({
  url: `${home.url}/api${at}`,
  token: await home.tokenOf(person),
})

const send = async (place: Place, form: Form): Promise<Answer> => sendForm(await shelfAt(place), form)
const make = async (place: Place, name = 'wave', file: object = {}): Promise<Sticker> =>
  makeSticker(await shelfAt(place), name, file)

const shortOf = ({ status, body }: Answer): unknown[] => [status, body]
const listOf = async ({ home, person, at }: Place): Promise<Sticker[]> =>
  (await (await home.call(person, 'GET', at)).json()) as Sticker[]

describe('[STICK1] whose they are', () => {
  test('a server’s are seen by its members and changed by whoever keeps them, which comes before any fault', async () => {
    await using home = await startTestGateway({ world })
    const at = shelfOf(home)
    const { _id } = await make({ home, person: 'bob', at })
    const attempts = async (person: string, shelf = at): Promise<unknown[][]> => [
      shortOf(await send({ home, person, at: shelf }, formOf([{ field: 'other', filename: 'x' }]))),
      await answerOf(await home.call(person, 'PATCH', `${shelf}/${_id}`, { name: ' ' })),
      await answerOf(await home.call(person, 'PATCH', `${shelf}/zzz`, [])),
      await answerOf(await home.call(person, 'DELETE', `${shelf}/zzz`)),
    ]
    const four = (answer: readonly unknown[]): unknown => Array.from({ length: 4 }, () => answer)
    expect(await attempts('dave')).toEqual(
      four(refusal(403, 'You do not have the required permission: MANAGE_STICKERS')),
    )
    const stranger = refusal(403, 'You are not a member of this server.')
    expect(await attempts('carol')).toEqual(four(stranger))
    expect(await answerOf(await home.call('carol', 'GET', at))).toEqual(stranger)
    const nowhere = `/servers/${NOBODY}/stickers`
    expect(await attempts('bob', nowhere)).toEqual(four(refusal(404, 'Server not found')))
    expect(await answerOf(await home.call('bob', 'GET', nowhere))).toEqual(refusal(404, 'Server not found'))
    expect((await listOf({ home, person: 'dave', at })).map((sticker) => sticker._id)).toEqual([_id])
  })

  test('nothing of a file is stored for whoever may not', async () => {
    using directory = createTemporaryDirectory()
    await using home = await startTestGateway({ world, dataDirectory: directory.path })
    const stored = (): string[] => readdirSync(path.join(directory.path, 'files'))
    await make({ home, person: 'bob', at: shelfOf(home) })
    expect(stored()).toHaveLength(1)
    expect((await send({ home, person: 'dave', at: shelfOf(home) }, formNamed('x'))).status).toBe(403)
    // Nor for whoever may, where the rest is no good.
    for (const form of [formNamed('wave'), formNamed(' '), formNamed('x', { type: 'image/svg+xml' })]) {
      expect((await send({ home, person: 'bob', at: shelfOf(home) }, form)).status).toBeGreaterThanOrEqual(400)
    }
    expect(stored()).toHaveLength(1)
  })

  test('one’s own are nobody else’s', async () => {
    await using home = await startTestGateway({ world })
    const { _id } = await make({ home, person: 'bob', at: MINE })
    const server = await make({ home, person: 'bob', at: shelfOf(home) })
    expect(await listOf({ home, person: 'dave', at: MINE })).toEqual([])
    const others: [string, string][] = [
      ['dave', `${MINE}/${_id}`],
      ['bob', `${MINE}/${server._id}`],
      ['bob', `${shelfOf(home)}/${_id}`],
      ['carol', `${shelfOf(home, 'attic')}/${server._id}`],
      ['bob', `${MINE}/${NOBODY}`],
      ['bob', `${MINE}/zzz`],
    ]
    for (const [person, route] of others) {
      expect(await answerOf(await home.call(person, 'PATCH', route, { name: 'x' }))).toEqual(NO_STICKER)
      expect(await answerOf(await home.call(person, 'DELETE', route))).toEqual(NO_STICKER)
    }
    expect(await listOf({ home, person: 'bob', at: MINE })).toHaveLength(1)
  })
})

describe('[STICK2] what', () => {
  test('a sticker is, of a server and of a person', async () => {
    await using home = await startTestGateway({ world })
    const form = formOf([
      { field: 'name', data: '  wave ' },
      { field: 'description', data: ' hi ' },
      { field: 'scope', data: 'user' },
      picture,
    ])
    const sent = await send({ home, person: 'bob', at: shelfOf(home) }, form)
    const { key } = sent.body as Sticker
    expect(key).toMatch(/^[\w-]{21}\.png$/)
    const common = {
      _id: expect.stringMatching(/^[0-9a-f]{24}$/) as string,
      name: 'wave',
      description: 'hi',
      format: 'png',
      contentType: 'image/png',
      size: PICTURE.length,
      createdAt: expect.any(String) as string,
      updatedAt: expect.any(String) as string,
    }
    const ofServer = { scope: 'server', serverId: serverOf(home), createdBy: home.idOf('bob') }
    expect(shortOf(sent)).toEqual([201, { ...common, ...ofServer, key, url: `${home.url}/static/${key}` }])
    expect((await request(`${home.url}/static/${key}`)).headers['content-type']).toBe('image/png')

    const own = await make({ home, person: 'bob', at: MINE }, 'gif', { type: 'image/gif', filename: 'x.gif' })
    const { description: _none, ...rest } = common
    const bob = home.idOf('bob')
    const shown = { scope: 'user', userId: bob, ownerId: bob, key: own.key, url: own.url }
    expect(own).toEqual({ ...rest, name: 'gif', format: 'gif', contentType: 'image/gif', ...shown })
  })

  test('is none', async () => {
    await using home = await startTestGateway({ world })
    const at = shelfOf(home)
    const shelf = { home, person: 'bob', at }
    const noFile = refusal(400, 'No sticker file uploaded')
    expect(shortOf(await send(shelf, formOf([{ field: 'name', data: 'x' }])))).toEqual(noFile)
    expect(await answerOf(await home.call('bob', 'POST', at, { name: 'x' }))).toEqual(noFile)
    expect(await answerOf(await home.call('bob', 'POST', at))).toEqual(noFile)
    expect(shortOf(await send(shelf, formNamed('x', { type: 'image/svg+xml' })))).toEqual(
      refusal(400, 'Invalid file type. Only common image formats are allowed.'),
    )
    const message = 'Sticker name is required'
    for (const form of [formNamed(' '), formOf([picture])]) {
      expect(shortOf(await send(shelf, form))).toEqual([400, expect.objectContaining({ message })])
    }
    expect((await send(shelf, formNamed('x'.repeat(101)))).status).toBe(400)
    expect(await listOf(shelf)).toEqual([])
  })

  test('a change is, and what it leaves', async () => {
    await using home = await startTestGateway({ world })
    for (const at of [shelfOf(home), MINE]) {
      const made = await make({ home, person: 'bob', at }, 'one')
      const route = `${at}/${made._id.toUpperCase()}`
      const change = async (body?: unknown): Promise<unknown[]> =>
        answerOf(await home.call('bob', 'PATCH', route, body))
      const updatedAt = expect.any(String) as string
      const next = { ...made, name: 'two', description: 'd', updatedAt }
      expect(await change({ name: ' two ', description: ' d ' })).toEqual([200, next])
      for (const body of [{}, undefined, { name: 5, description: 5, key: 'k.png', scope: 'x', userId: NOBODY }]) {
        expect(await change(body)).toEqual([200, next])
      }
      expect(await change({ description: null })).toEqual([200, { ...made, name: 'two', updatedAt }])
      const empty = expect.objectContaining({ message: 'Sticker name cannot be empty' }) as object
      expect(await change({ name: ' ' })).toEqual([400, empty])
    }
  })
})

test('[STICK4] a name stands once on a shelf, in these very letters', async () => {
  await using home = await startTestGateway({ world })
  const taken = refusal(409, 'Another sticker here has this name already')
  for (const at of [shelfOf(home), MINE]) {
    const shelf = { home, person: 'bob', at }
    await make(shelf)
    const other = await make(shelf, 'Wave')
    expect(shortOf(await send(shelf, formNamed(' wave')))).toEqual(taken)
    expect(await answerOf(await home.call('bob', 'PATCH', `${at}/${other._id}`, { name: 'wave' }))).toEqual(taken)
    expect((await home.call('bob', 'PATCH', `${at}/${other._id}`, { name: 'Wave' })).status).toBe(200)
    expect((await listOf(shelf)).map(({ name }) => name)).toEqual(['Wave', 'wave'])
  }
  await make({ home, person: 'dave', at: MINE })
})

test('[STICK5] the members hear of their server’s, each once, and nobody of anybody’s own', async () => {
  await using home = await startTestGateway({ world })
  using crowd = await crowdOf(home, ['alice', 'bob', 'dave', 'carol'])
  const shelf = { home, person: 'bob', at: shelfOf(home) }
  const made = await make(shelf)
  const route = `${shelf.at}/${made._id}`
  const changed: unknown = await (await home.call('bob', 'PATCH', route, { name: 'two' })).json()
  const same: unknown = await (await home.call('bob', 'PATCH', route, {})).json()
  expect(await answerOf(await home.call('bob', 'DELETE', route))).toEqual([200, { stickerId: made._id }])
  const own = await make({ home, person: 'bob', at: MINE })
  await home.call('bob', 'PATCH', `${MINE}/${own._id}`, { name: 'two' })
  await home.call('bob', 'DELETE', `${MINE}/${own._id}`)
  for (const person of ['alice', 'bob', 'dave']) {
    expect(await crowd.heard(person)).toEqual([
      { event: 'STICKER_CREATE', payload: made },
      { event: 'STICKER_UPDATE', payload: changed },
      { event: 'STICKER_UPDATE', payload: same },
      { event: 'STICKER_DELETE', payload: { stickerId: made._id } },
    ])
  }
  expect(await crowd.heard('carol')).toEqual([])
})

describe('[STICK6] after its end', () => {
  test('a sticker is gone, and its file where no message shows it', async () => {
    await using home = await startTestGateway({ world })
    for (const at of [shelfOf(home), MINE]) {
      const shelf = { home, person: 'bob', at }
      const [made, shown] = [await make(shelf, 'gone'), await make(shelf, 'shown')]
      const payload = { stickerId: shown._id, stickerScope: at === MINE ? 'user' : 'server' }
      const route = `/channels/${home.channel('general')}/messages`
      const sent = await home.call('bob', 'POST', route, { type: 'message/sticker', payload })
      expect([sent.status, await sent.json()]).toMatchObject([201, { payload: { sticker: { key: shown.key } } }])
      for (const { _id } of [made, shown]) {
        expect(await answerOf(await home.call('bob', 'DELETE', `${at}/${_id}`))).toEqual([200, { stickerId: _id }])
        expect(await answerOf(await home.call('bob', 'DELETE', `${at}/${_id}`))).toEqual(NO_STICKER)
      }
      expect(await listOf(shelf)).toEqual([])
      expect((await request(made.url)).status).toBe(404)
      expect((await request(shown.url)).status).toBe(200)
      const again = await home.call('bob', 'POST', route, { type: 'message/sticker', payload })
      expect(await answerOf(again)).toEqual(NO_STICKER)
    }
  })
})

test('[STICK7] a bot’s are kept by its owner and sent by the bot', async () => {
  await using home = await startBotHome()
  await home.register('echo')
  const bot = await home.makeBot('alice', { name: 'Echo', serviceType: 'echo' })
  const as = await home.logIn(bot.accessToken)
  const at = `/users/@me/bots/${bot._id}/stickers`
  const made = await make({ home, person: 'alice', at }, 'botty')
  expect(made).toMatchObject({ scope: 'user', userId: bot.botUserId, ownerId: bot.botUserId })

  const ofBot = (where: string, body?: object): Promise<Answer> =>
    request(`${home.url}/api${where}`, {
      headers: { authorization: `Bearer ${as}` },
      ...(body === undefined ? {} : { method: 'POST', json: body }),
    })
  expect((await ofBot(MINE)).body).toEqual([made])
  expect(await listOf({ home, person: 'alice', at })).toEqual([made])
  expect(await listOf({ home, person: 'alice', at: MINE })).toEqual([])
  expect(await answerOf(await home.call('alice', 'DELETE', `${MINE}/${made._id}`))).toEqual(NO_STICKER)

  const server = serverOf(home)
  expect((await home.call('alice', 'POST', `/servers/${server}/bots/${bot.botUserId}`)).status).toBe(204)
  const message = { type: 'message/sticker', payload: { stickerId: made._id, stickerScope: 'user' } }
  const route = `/channels/${home.channel('general')}/messages`
  expect((await ofBot(route, message)).body).toMatchObject({ payload: { sticker: { name: 'botty', key: made.key } } })
  expect(await answerOf(await home.call('alice', 'POST', route, message))).toEqual(NO_STICKER)

  const hidden = refusal(404, 'Bot not found or you do not have permission to view it.')
  expect(await answerOf(await home.call('bob', 'GET', at))).toEqual(hidden)
  expect(shortOf(await send({ home, person: 'bob', at }, formNamed('x')))).toEqual(hidden)
  expect(await answerOf(await home.call('bob', 'PATCH', `${at}/${made._id}`, { name: 'x' }))).toEqual(hidden)
  expect(await answerOf(await home.call('bob', 'DELETE', `${at}/${made._id}`))).toEqual(hidden)
  expect((await home.call('alice', 'GET', '/users/@me/bots/zzz/stickers')).status).toBe(400)

  const renamed = await home.call('alice', 'PATCH', `${at}/${made._id}`, { name: 'b2' })
  expect(await answerOf(renamed)).toMatchObject([200, { name: 'b2' }])
  expect(await answerOf(await home.call('alice', 'PATCH', `${at}/zzz`, { name: 'b3' }))).toEqual(NO_STICKER)
  expect(await answerOf(await home.call('alice', 'DELETE', `${at}/${made._id}`))).toEqual([
    200,
    { stickerId: made._id },
  ])
  expect((await ofBot(MINE)).body).toEqual([])
})
