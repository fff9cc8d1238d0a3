import { describe, expect, test } from 'vitest'
import type { MessageSpec } from '../world-spec.ts'
import { makeDemoWorld, type DemoWorldOptions } from './make-demo-world.ts'
import { audienceOf } from './places.ts'

const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS
const EVENING = Date.UTC(2026, 10, 27, 19, 40)

const options: DemoWorldOptions = { seed: 2027, now: EVENING, offsetMs: HOUR_MS, ownerName: 'alma' }
const world = makeDemoWorld(options)
const messages = world.messages ?? []
const byChannel = Map.groupBy(messages, ({ channel }) => channel)
const webhooks = new Map(world.webhooks?.map(({ ref, channel }) => [ref, channel]))
const bots = new Set([...world.people.filter(({ isBot }) => isBot === true).map(({ ref }) => ref), ...webhooks.keys()])
const reactorsOf = ({ reactions = {} }: MessageSpec): string[] => Object.values(reactions).flat()

test('[DEMO2] one seed makes one world, another seed another', () => {
  expect(makeDemoWorld(options)).toEqual(world)
  expect(makeDemoWorld({ ...options, seed: 2028 })).not.toEqual(world)
})

test('[DEMO3] two servers, thirty people, two thousand messages', () => {
  const channels = world.servers.flatMap((server) => server.channels)

  expect(world.servers.map(({ name }) => name)).toEqual(['First steps', 'Night Trains'])
  expect(channels.length).toBeGreaterThanOrEqual(12)
  expect(channels.filter(({ url }) => url !== undefined)).toHaveLength(1)
  expect(channels.filter(({ onlyRoles }) => onlyRoles !== undefined)).toHaveLength(1)
  expect(world.people).toHaveLength(30)
  expect(bots.size).toBe(4)
  expect(world.people.find(({ ref }) => ref === 'owner')?.username).toBe('alma')
  expect(world.directs).toHaveLength(8)
  expect(messages).toHaveLength(2_000)
})

test.each([1, 7, 99, 123_456, 2 ** 32 - 1])('[DEMO3] with seed %i as well', (seed) => {
  expect(makeDemoWorld({ ...options, seed }).messages).toHaveLength(2_000)
})

describe('[DEMO4] the talk hangs together', () => {
  test('whoever speaks, reacts or is named in a server is there', () => {
    const elsewhere = messages.flatMap((message) => {
      const audience = new Set(audienceOf(message.channel))
      const named = message.channel.includes('&')
        ? []
        : [...message.content.matchAll(/<@(\w+)>/g)].map(([, ref]) => ref)
      return [message.author, ...reactorsOf(message), ...named]
        .filter((ref) => ref !== undefined && !audience.has(ref) && webhooks.get(ref) !== message.channel)
        .map((ref) => [message.channel, ref])
    })

    expect(elsewhere).toEqual([])
  })

  test('nobody reacts twice to one message, to their own, or as a bot', () => {
    const odd = messages.filter((message) => {
      const people = reactorsOf(message)
      return new Set(people).size < people.length || people.some((ref) => ref === message.author || bots.has(ref))
    })

    expect(odd).toEqual([])
  })

  test('an answer comes after what it answers', () => {
    const answers = [...byChannel.values()].flatMap((list) =>
      list
        .map((message, index) => ({ index, replyTo: message.replyTo }))
        .filter(({ replyTo }) => replyTo !== undefined),
    )

    expect(answers.length).toBeGreaterThan(50)
    expect(answers.filter(({ index, replyTo = 0 }) => replyTo < 0 || replyTo >= index)).toEqual([])
  })

  test('no sentence comes back within a screenful, and what people say not within several', () => {
    const repeated = [...byChannel.values()].flatMap((list) =>
      list.filter(({ author, content, sticker }, index) => {
        const seen = list.slice(Math.max(0, index - (bots.has(author) ? 4 : 60)), index)
        return seen.some((old) => old.content === content && old.sticker === sticker)
      }),
    )

    expect(repeated).toEqual([])
  })

  test('no marks of the written form are left in a text', () => {
    const left = messages.filter(
      ({ content }) => /^\||::|\{day|\{sticker|^---$|undefined/m.test(content) && !content.includes('---:'),
    )

    expect(left.map(({ content }) => content).filter((content) => !/^\| .* \|$/m.test(content))).toEqual([])
  })

  test('some of it was edited and some taken back', () => {
    expect(messages.filter(({ editedAt }) => editedAt !== undefined).length).toBeGreaterThan(10)
    expect(messages.filter(({ retractedAt }) => retractedAt !== undefined).length).toBeGreaterThan(3)
  })
})

test('[DEMO4] stickers are those of the server they are sent in, and a webhook speaks under two names', () => {
  const home = new Map(world.servers.flatMap(({ ref, channels }) => channels.map((channel) => [channel.ref, ref])))
  const shelf = new Map(world.stickers?.map(({ ref, server }) => [ref, server]))
  const sent = messages.filter(({ sticker }) => sticker !== undefined)

  expect(sent.length).toBeGreaterThanOrEqual(3)
  expect(sent.filter(({ channel, sticker = '' }) => shelf.get(sticker) !== home.get(channel))).toEqual([])
  expect(messages.filter(({ author }) => webhooks.has(author)).map(({ as }) => as)).toEqual([undefined, 'Platform 2'])
})

describe('[DEMO5] the times are humane', () => {
  const hours = [0, 4, 9, 14, 20].map((hour) => Date.UTC(2026, 10, 27, hour, 5))

  test.each(hours)('seen at %i, history is in order, three weeks long, and ends shortly before', (now) => {
    const told = makeDemoWorld({ ...options, now }).messages ?? []
    const times = told.map(({ at }) => at)
    const [first, last] = [Math.min(...times), Math.max(...times)]
    const channels = [...Map.groupBy(told, ({ channel }) => channel).values()]

    expect(channels.every((list) => list.every(({ at }, index) => at >= (list[index - 1]?.at ?? 0)))).toBe(true)
    expect(now - first).toBeGreaterThan(20 * DAY_MS)
    expect(now - first).toBeLessThan(24 * DAY_MS)
    expect(now - last).toBeGreaterThan(60_000)
    expect(now - last).toBeLessThan(HOUR_MS)
    const changed = told.flatMap(({ editedAt, retractedAt }) => [editedAt ?? 0, retractedAt ?? 0])
    expect(Math.max(...changed)).toBeLessThanOrEqual(now)
  })

  test('people sleep at night where the owner lives; only bots do not', () => {
    const atNight = messages.filter(({ author, at }) => {
      const hour = new Date(at + options.offsetMs).getUTCHours()
      return !bots.has(author) && hour < 6
    })

    expect(atNight).toEqual([])
  })
})

test('[DEMO6] every channel is read up to a message it has', () => {
  const reads = world.reads ?? []

  expect(reads.map(({ channel }) => channel).toSorted()).toEqual([...byChannel.keys()].toSorted())
  expect(reads.filter(({ channel, upTo }) => byChannel.get(channel)?.[upTo] === undefined)).toEqual([])
})
