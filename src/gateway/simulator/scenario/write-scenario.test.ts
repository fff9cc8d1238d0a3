import { expect, test } from 'vitest'
import type { ScenarioFile } from '#shared/simulator/scenario-file.ts'
import { readScenario } from './read-scenario.ts'
import { writeScenario } from './write-scenario.ts'

const texts = [
  'plain',
  'two\nlines\n',
  '```ts\ncode\n```',
  '- not a list',
  '{ not: [a, map] } # nor a comment',
  ' spaces around ',
  'both \' and "',
  'null',
  '1e3',
  '&a *b !c %d @e `f`',
  'a\u2028b\u0085c\td\u0000e',
  '🎉 漢字 \u200b',
  'x'.repeat(300),
]

const scenario: ScenarioFile = {
  name: 'texts',
  title: 'Texts: of all kinds',
  notes: ['One: two', 'three'],
  world: {
    people: { alice: null, bob: {} },
    servers: { home: { owner: 'alice', members: [], channels: { general: { topic: 'a\nb' } } } },
    directs: [['alice', 'bob']],
    history: { messages: texts.map((text) => ({ channel: 'general', by: 'alice', text })) },
  },
  timeline: texts.map((text) => ({ at: '1s', send: { by: 'bob', channel: 'general', text } })),
  expect: [],
}

test('[CMD12] a scenario that was written is read again as it was, a message and a step a line', () => {
  const text = writeScenario(scenario)
  expect(readScenario('written.yaml', text)).toEqual(scenario)
  expect(text.split('\n').filter((line) => line.startsWith('  - { at: ')).length).toBe(texts.length)
})
