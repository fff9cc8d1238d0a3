import { describe, expect, test } from 'vitest'
import { category, type Category } from '#shared/models/category.ts'
import { answerOf, crowdOf, keptServer, serverOf } from '../fixtures/kept-server.ts'
import { startTestGateway, type TestGateway } from '../fixtures/test-gateway.ts'

const NOBODY = 'a'.repeat(24)

async function listOf(home: TestGateway, person: string, server = 'home'): Promise<Category[]> {
  const response = await home.call(person, 'GET', `/servers/${serverOf(home, server)}/categories`)
  return ((await response.json()) as unknown[]).map((row) => category.parse(row))
}

const create = (home: TestGateway, person: string, body: unknown): Promise<Response> =>
  home.call(person, 'POST', `/servers/${serverOf(home)}/categories`, body)

const made = async (home: TestGateway, name: string): Promise<Category> =>
  category.parse(await (await create(home, 'alice', { name })).json())

describe('[CAT1] who may', () => {
  test('is told before any fault of the body', async () => {
    await using home = await startTestGateway({ world: keptServer })
    const [{ _id } = { _id: '' }] = await listOf(home, 'alice')
    const attempts = (person: string): Promise<unknown[][]> =>
      Promise.all(
        [create(home, person, { name: '' }), home.call(person, 'PATCH', `/categories/${_id}`, { name: '' })].map(
          async (response) => answerOf(await response),
        ),
      )
    const lacking = [403, { message: 'You do not have the required permission: MANAGE_CHANNEL' }]
    expect(await attempts('dave')).toEqual([lacking, lacking])
    const foreign = [403, { message: 'You are not a member of this server.' }]
    expect(await attempts('carol')).toEqual([foreign, foreign])
    for (const person of ['alice', 'bob', 'erin']) {
      expect((await attempts(person)).map(([status]) => status)).toEqual([400, 400])
    }
    expect(await answerOf(await home.call('dave', 'DELETE', `/categories/${_id}`))).toEqual(lacking)
    expect(await answerOf(await home.call('carol', 'DELETE', `/categories/${_id}`))).toEqual(foreign)
    expect(await listOf(home, 'alice')).toHaveLength(1)
  })

  test('nobody where there is none', async () => {
    await using home = await startTestGateway({ world: keptServer })
    const gone = [404, { message: 'Category not found' }]
    for (const method of ['PATCH', 'DELETE']) {
      expect(await answerOf(await home.call('dave', method, `/categories/${NOBODY}`, { name: 5 }))).toEqual(gone)
      expect((await home.call('dave', method, '/categories/zzz', { name: 5 })).status).toBe(400)
    }
    const response = await home.call('alice', 'POST', `/servers/${NOBODY}/categories`, { name: 'x' })
    expect(await answerOf(response)).toEqual([404, { message: 'Server not found' }])
  })
})

describe('[CAT2] what', () => {
  test('a new one is, and what a change leaves', async () => {
    await using home = await startTestGateway({ world: keptServer })
    const [status, created] = await answerOf(await create(home, 'bob', { name: 'New', position: 7, _id: NOBODY }))
    const record = {
      _id: expect.stringMatching(/^[0-9a-f]{24}$/) as string,
      name: 'New',
      serverId: serverOf(home),
      createdAt: expect.any(String) as string,
      updatedAt: expect.any(String) as string,
    }
    expect([status, created]).toEqual([201, record])
    expect(record._id).not.toBe(NOBODY)
    const route = `/categories/${category.parse(created)._id.toUpperCase()}`
    const change = async (body: unknown): Promise<unknown[]> => answerOf(await home.call('bob', 'PATCH', route, body))
    expect(await change({ position: -0.5 })).toEqual([200, { ...record, position: -0.5 }])
    expect(await change({ name: 'Newer', serverId: NOBODY })).toEqual([
      200,
      { ...record, name: 'Newer', position: -0.5 },
    ])
    expect(await change({})).toEqual([200, { ...record, name: 'Newer', position: -0.5 }])
    expect((await listOf(home, 'dave')).at(-1)).toMatchObject({ name: 'Newer', position: -0.5 })
  })

  test('is none', async () => {
    await using home = await startTestGateway({ world: keptServer })
    for (const body of [undefined, {}, { name: 'x'.repeat(101) }, { name: null }, []]) {
      const [status, answer] = await answerOf(await create(home, 'alice', body))
      const { message, errors } = answer as { message: string; errors: { message: string }[] }
      expect([status, message]).toEqual([400, errors[0]?.message])
    }
    expect(await listOf(home, 'alice')).toHaveLength(1)
  })
})

test('[CAT3] they stand in the order they were made, whatever their positions', async () => {
  await using home = await startTestGateway({ world: keptServer })
  const server = (await (await home.call('bob', 'POST', '/servers', { name: 'Mine' })).json()) as { _id: string }
  const ids: string[] = []
  for (const name of ['c', 'a', 'b']) {
    const response = await home.call('bob', 'POST', `/servers/${server._id}/categories`, { name })
    ids.push(category.parse(await response.json())._id)
  }
  await home.call('bob', 'PATCH', `/categories/${ids[0] ?? ''}`, { position: 9 })
  const rows = (await (await home.call('bob', 'GET', `/servers/${server._id}/categories`)).json()) as { _id: string }[]
  expect(rows.map((row) => row._id)).toEqual(ids)
})

test('[CAT4] the whole server hears of each, once, and nobody else does', async () => {
  await using home = await startTestGateway({ world: keptServer })
  using crowd = await crowdOf(home, ['alice', 'dave', 'carol'])
  const { _id } = await made(home, 'New')
  const changed: unknown = await (await home.call('alice', 'PATCH', `/categories/${_id}`, { name: 'Newer' })).json()
  const same: unknown = await (await home.call('alice', 'PATCH', `/categories/${_id}`, {})).json()
  const removed = await home.call('alice', 'DELETE', `/categories/${_id}`)
  expect([removed.status, await removed.text()]).toEqual([204, ''])
  for (const person of ['alice', 'dave']) {
    expect(await crowd.heard(person)).toEqual([
      { event: 'PERMISSIONS_UPDATE', payload: { serverId: serverOf(home) } },
      { event: 'CATEGORY_UPDATE', payload: changed },
      { event: 'CATEGORY_UPDATE', payload: same },
      { event: 'CATEGORY_DELETE', payload: { categoryId: _id } },
    ])
  }
  expect(await crowd.heard('carol')).toEqual([])
})

test('[CAT5] the channels of one that is deleted stay, in none', async () => {
  await using home = await startTestGateway({ world: keptServer })
  const channels = async (): Promise<{ _id: string; categoryId?: string }[]> =>
    (await (await home.call('dave', 'GET', `/servers/${serverOf(home)}/channels`)).json()) as []
  const [{ _id } = { _id: '' }] = await listOf(home, 'alice')
  const general = home.channel('general')
  expect((await channels()).find((row) => row._id === general)?.categoryId).toBe(_id)
  await home.call('alice', 'DELETE', `/categories/${_id}`)
  expect((await channels()).find((row) => row._id === general)).not.toHaveProperty('categoryId')
  expect(await listOf(home, 'alice')).toEqual([])
  expect((await home.call('alice', 'DELETE', `/categories/${_id}`)).status).toBe(404)
})
