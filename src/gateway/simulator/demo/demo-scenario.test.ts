import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import * as z from 'zod/mini'
import { directChannelListItem, serverChannelListItem } from '#shared/models/channel.ts'
import { message } from '#shared/models/message.ts'
import { permissions } from '#shared/models/permissions.ts'
import { server } from '#shared/models/server.ts'
import { userSelf } from '#shared/models/user.ts'
import { ACCESS_COOKIE } from '#shared/protocol/cookies.ts'
import { unreadList } from '#shared/protocol/http/channels.ts'
import { startScenario, type RunningScenario } from '../start-scenario.ts'

const START_CODE = 'a start code that only the launcher knows'
/** Ten times what building the world may take. */
const BUILD_LIMIT_MS = 20_000

let demo: RunningScenario
let token: string
let buildMs: number

beforeAll(async () => {
  const begun = performance.now()
  const gateway = { port: 0, ownerName: 'alma', startCode: START_CODE, environment: {}, logLevel: 'error' as const }
  demo = await startScenario('demo', { seed: 2027, gateway })
  buildMs = performance.now() - begun
  const answer = await fetch(`${demo.gateway.url}/api/auth/local`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ code: START_CODE }),
  })
  const [, cookie = ''] = answer.headers
    .getSetCookie()
    .flatMap((line) => new RegExp(`^${ACCESS_COOKIE}=([^;]+)`).exec(line) ?? [])
  token = cookie
})

afterAll(async () => {
  await demo.stop()
})

async function get<Schema extends z.ZodMiniType>(path: string, schema: Schema): Promise<z.infer<Schema>> {
  const answer = await fetch(`${demo.gateway.url}/api${path}`, { headers: { authorization: `Bearer ${token}` } })
  return schema.parse(await answer.json())
}

const channelsOf = (id: string): Promise<z.infer<typeof serverChannelListItem>[]> =>
  get(`/servers/${id}/channels`, z.array(serverChannelListItem))

const allChannels = async (): Promise<z.infer<typeof serverChannelListItem>[]> => {
  const servers = await get('/users/@me/servers', z.array(server))
  return (await Promise.all(servers.map(({ _id }) => channelsOf(_id)))).flat()
}

async function countMessages(channel: string): Promise<number> {
  let count = 0
  let before = ''
  for (;;) {
    const page = await get(`/channels/${channel}/messages?limit=100${before}`, z.array(message))
    count += page.length
    const oldest = page.map(({ _id }) => _id).toSorted()[0]
    if (oldest === undefined || page.length < 100) return count
    before = `&before=${oldest}`
  }
}

test('[DEMO8] the world is there in no time', () => {
  expect(buildMs).toBeLessThan(BUILD_LIMIT_MS)
})

test('[DEMO9] the start code lets its holder in as the owner, under their own name', async () => {
  const me = await get('/users/@me', userSelf)

  expect(me).toMatchObject({ username: 'alma', isBot: false, avatarUrl: expect.stringContaining('/static/') })
  expect(me._id).toBe(await demo.gateway.parts.accounts.owner())
})

describe('[DEMO10] as the owner sees it', () => {
  test('two servers with pictures, twelve channels and more, one of them a page, all two thousand messages', async () => {
    const servers = await get('/users/@me/servers', z.array(server))
    const channels = await allChannels()
    const directs = await get('/users/@me/channels', z.array(directChannelListItem))
    const places = [...channels.filter(({ type }) => type === 'GUILD_TEXT'), ...directs].map(({ _id }) => _id)
    const counts: number[] = []
    for (const place of places) counts.push(await countMessages(place))

    expect(servers.map(({ name }) => name).toSorted()).toEqual(['First steps', 'Night Trains'])
    const icons = await Promise.all(
      servers.map(async ({ avatarUrl = '' }) => (await fetch(avatarUrl)).headers.get('content-type')),
    )
    expect(icons).toEqual(['image/png', 'image/png'])
    expect(channels.length).toBeGreaterThanOrEqual(12)
    expect(channels.filter(({ type }) => type === 'GUILD_WEB')).toHaveLength(1)
    expect(directs).toHaveLength(8)
    expect(counts.reduce((sum, count) => sum + count, 0)).toBe(2_000)
  })

  test('thirty people, and the owner may see the room of the crew but not write announcements', async () => {
    const { reader } = demo.gateway.parts.database
    const people = await reader.selectFrom('user').select(['isBot']).execute()
    const channels = await allChannels()
    const byName = new Map(channels.map((channel) => [channel.name, channel]))

    // And the account of a webhook.
    expect(people).toHaveLength(31)
    expect(people.filter(({ isBot }) => isBot === 1)).toHaveLength(4)
    expect(byName.get('crew')?.permissions).toContain('SEND_MESSAGES')
    expect(byName.get('announcements')?.permissions).not.toContain('SEND_MESSAGES')
    expect(byName.get('sandbox')?.permissions).toEqual([...permissions])
  })

  test('five unread channels, two of them with mentions, and two direct messages', async () => {
    const unread = (await get('/users/@me/unread', unreadList)).filter((channel) => channel.unread > 0)
    const names = new Map((await allChannels()).map(({ _id, name }) => [String(_id), name]))
    const inServers = unread.filter(({ serverId }) => serverId !== undefined)
    const namesOf = (list: typeof unread): ReadonlySet<string | undefined> =>
      new Set(list.map(({ channelId }) => names.get(channelId)))

    expect(namesOf(inServers)).toEqual(new Set(['announcements', 'fare-watch', 'planning', 'small-talk', '日本の鉄道']))
    expect(namesOf(inServers.filter(({ mentions }) => mentions > 0))).toEqual(new Set(['planning', '日本の鉄道']))
    expect(unread.filter(({ serverId }) => serverId === undefined)).toHaveLength(2)
  })
})
