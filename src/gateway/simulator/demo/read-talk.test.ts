import { expect, test } from 'vitest'
import { ScenarioError } from '../scenarios.ts'
import { readTalk } from './read-talk.ts'

test('[DEMO1] a conversation is read with its answers, reactions and what became of it', () => {
  const talk = readTalk(`
@ 3 18:04
ines: Two things:
| - soup
| - \`bread\`
:: 🍞6 🧣2!+
ada ^1: Both. :: edited
elin: I would not. :: retracted
---
`)

  const ines = {
    author: 'ines',
    content: 'Two things:\n- soup\n- `bread`',
    answers: undefined,
    reactions: [
      { emoji: '🍞', people: 3, withOwner: false },
      { emoji: '🧣', people: 2, withOwner: true },
    ],
    fate: undefined,
  }
  const ada = { author: 'ada', content: 'Both.', answers: 0, reactions: [], fate: 'edited' }
  const elin = { author: 'elin', content: 'I would not.', answers: undefined, reactions: [], fate: 'retracted' }
  expect(talk).toEqual([
    { when: { kind: 'day', daysAgo: 3, minute: 1_084 }, remarks: [ines, ada, elin], readUpToHere: true },
  ])
})

test('[DEMO1] a webhook has a name for one line, and answers by it too', () => {
  const [conversation] = readTalk('@ ~\nada: a\nboard as Platform 2: b\nboard as Platform 3 ^1: c')
  const said = conversation?.remarks.map(({ author, as, answers, content }) => [author, as, answers, content])

  expect(said).toEqual([
    ['ada', undefined, undefined, 'a'],
    ['board', 'Platform 2', undefined, 'b'],
    ['board', 'Platform 3', 0, 'c'],
  ])
})

test('[DEMO1] a conversation stands on a day, before now, or anywhere', () => {
  const times = readTalk('@ -25m\nada: a\n@ -2h\nada: b\n@ ~\nada: c').map(({ when }) => when)

  expect(times).toEqual([{ kind: 'before', minutes: 25 }, { kind: 'before', minutes: 120 }, { kind: 'any' }])
})

test.each([
  'ada: before any conversation',
  '@ noon',
  '@ ~\n| nothing to go on from',
  '@ ~\nNobody at all',
  '@ ~\nada: a :: 🍞',
])('[DEMO1] what cannot be read is said: %j', (text) => {
  expect(() => readTalk(text)).toThrow(ScenarioError)
})
