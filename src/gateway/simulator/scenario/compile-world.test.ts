import { readdirSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { scenarioNames } from '#shared/simulator/scenario-names.ts'
import type { WorldFile } from '#shared/simulator/scenario-world.ts'
import { provedType } from '../../features/files/proved-type.ts'
import type { MessageSpec } from '../world-spec.ts'
import { compileWorld } from './compile-world.ts'
import { loadScenario } from './load-scenario.ts'

const NOW = Date.UTC(2027, 0, 4, 9)
const DAY_MS = 86_400_000

const world: WorldFile = {
  people: { alice: null, bob: { name: 'Bobby' } },
  servers: { home: { owner: 'alice', members: ['bob'], channels: { general: null, random: null } } },
  directs: [['alice', 'bob']],
}

type Generated = NonNullable<NonNullable<WorldFile['history']>['generate']>[number]

function generated(wanted: Partial<Generated>, seed = 1): readonly MessageSpec[] {
  const generate = [{ channels: ['general'], count: 2000, span: '30d', ...wanted }]
  return compileWorld({ ...world, history: { generate } }, { seed, now: NOW }).messages ?? []
}

const shareOf = (messages: readonly MessageSpec[], is: (message: MessageSpec) => boolean): number =>
  messages.filter(is).length / messages.length

test('[SCEN8] one seed generates the same past, another one another', () => {
  expect(generated({})).toEqual(generated({}))
  expect(generated({}, 2)).not.toEqual(generated({}))
})

test('[SCEN8] a generated past has its count, authors, span and mix', () => {
  const messages = generated({
    authors: ['bob'],
    until: '2d',
    mix: { reply: 1, plain: 1, reacted: 1, edited: 0.5, retracted: 0 },
  })
  expect(messages.length).toBe(2000)
  expect(new Set(messages.map(({ author }) => author))).toEqual(new Set(['bob']))
  const times = messages.map(({ at }) => at)
  expect(times).toEqual(times.toSorted((a, b) => a - b))
  expect(times[0]).toBeGreaterThan(NOW - 32 * DAY_MS)
  expect(times.at(-1)).toBeLessThan(NOW - 2 * DAY_MS)
  expect(shareOf(messages, ({ replyTo }) => replyTo !== undefined)).toBeCloseTo(0.5, 1)
  expect(shareOf(messages, ({ reactions }) => reactions !== undefined)).toBe(1)
  expect(shareOf(messages, ({ editedAt }) => editedAt !== undefined)).toBeCloseTo(0.5, 1)
  expect(shareOf(messages, ({ retractedAt }) => retractedAt !== undefined)).toBe(0)
  // Nobody answers what is still to come.
  expect(messages.every(({ replyTo }, index) => replyTo === undefined || replyTo < index)).toBe(true)
})

test('[SCEN8] whoever is somewhere speaks there, unless it is said who does', () => {
  const everywhere = generated({ channels: ['general', 'random', 'alice&bob'], count: 300 })
  expect(new Set(everywhere.map(({ channel }) => channel)).size).toBe(3)
  expect(new Set(everywhere.map(({ author }) => author))).toEqual(new Set(['alice', 'bob']))
})

test('[SCEN9] what was written stands at its time, and names are the references where there are no others', () => {
  const messages = [
    { ref: 'first', channel: 'general', by: 'alice', text: 'one', ago: '10m' },
    { channel: 'general', by: 'bob', text: 'two', reply: 'first', editedAfter: '1m' },
  ]
  const spec = compileWorld({ ...world, history: { messages } }, { seed: 1, now: NOW })
  expect(spec.people).toEqual([
    { ref: 'alice', username: 'alice' },
    { ref: 'bob', username: 'Bobby' },
  ])
  expect(spec.messages).toEqual([
    { ref: 'first', channel: 'general', author: 'alice', at: NOW - 600_000, content: 'one' },
    { channel: 'general', author: 'bob', at: NOW - 599_000, content: 'two', replyTo: 0, editedAt: NOW - 539_000 },
  ])
})

test('[SCEN9] files have in them what they say, and without words they are pictures', () => {
  const files = [{ name: 'picture.png' }, { name: 'notes.txt', text: 'Notes' }]
  const messages = [
    { channel: 'general', by: 'alice', files },
    { channel: 'general', by: 'bob', voice: '1s' },
  ]
  const [first, second] = compileWorld({ ...world, history: { messages } }, { seed: 1, now: NOW }).messages ?? []
  expect(first?.files?.map(({ bytes }) => provedType(Buffer.from(bytes)))).toEqual(['image/png', undefined])
  expect(Buffer.from(first?.files?.[1]?.bytes ?? []).toString()).toBe('Notes')
  expect(second?.voice).toMatchObject({ durationMs: 1000, file: { type: 'audio/wav' } })
})

test('[SCEN3] every scenario that the command line offers is there, and each file is named after its scenario', async () => {
  const folder = path.join(import.meta.dirname, '../../../../resources/scenarios')
  const files = readdirSync(folder).map((file) => path.basename(file, '.yaml'))
  expect(new Set(['empty', 'demo', ...files])).toEqual(new Set(scenarioNames))
  const names = await Promise.all(files.map(async (file) => (await loadScenario(file)).name))
  expect(names).toEqual(files)
})
