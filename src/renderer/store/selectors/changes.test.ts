import { expect, test } from 'vitest'
import {
  channelIdOf,
  exampleMe,
  exampleMessage,
  exampleWindow,
  messageIdOf,
  timeOf,
  userIdOf,
} from '../../fixtures/records.ts'
import type { PendingChange } from '../state.ts'
import { unsettledOf, withChanges } from './changes.ts'

const me = exampleMe._id
const common = {
  nonce: 'n',
  channelId: channelIdOf(1),
  target: { messageId: messageIdOf(1) },
  sentAt: Date.parse(timeOf(9)),
  delivery: { status: 'sending' },
} as const

const edit: PendingChange = { ...common, kind: 'edit', content: 'mine', before: 'text 1' }
const reaction = (emoji: string, isOn = true): PendingChange => ({ ...common, kind: 'reaction', emoji, isOn })

const before = exampleWindow([
  exampleMessage(1, { reactions: [{ emoji: '👍', userIds: [userIdOf(2), me] }] }),
  exampleMessage(2),
])

const shown = (...changes: readonly PendingChange[]): unknown => withChanges(before, changes, me).rows[0]

test('[rule 15] nothing on its way: the same window', () => {
  expect(withChanges(before, [], me)).toBe(before)
})

test('[rule 15] an edit and a retraction lie over their message, and no other row is another', () => {
  expect(shown(edit)).toMatchObject({ content: 'mine' })
  expect(shown({ ...common, kind: 'retraction' })).toMatchObject({ retractedAt: timeOf(9) })
  expect(withChanges(before, [edit], me).rows[1]).toBe(before.rows[1])
})

test.each([
  [
    'another emoji moves it',
    [reaction('🎉')],
    [
      ['👍', [userIdOf(2)]],
      ['🎉', [me]],
    ],
  ],
  ['the same one stays', [reaction('👍')], [['👍', [userIdOf(2), me]]]],
  ['taken away', [reaction('👍', false)], [['👍', [userIdOf(2)]]]],
  ['one that is not there, taken away', [reaction('🎉', false)], [['👍', [userIdOf(2), me]]]],
] as const)('[rule 15] one reaction for each person and message: %s', (_case, changes, expected) => {
  const reactions = expected.map(([emoji, userIds]) => ({ emoji, userIds }))
  expect(shown(...changes)).toMatchObject({ reactions })
})

test('[J24] what was refused does not lie over its message; it stands beside it', () => {
  const failed: PendingChange = { ...edit, delivery: { status: 'failed', refusal: { words: 'no' } } }
  expect(withChanges(before, [failed], me)).toBe(before)
  const [first, second] = before.rows.map((row) => unsettledOf([failed], row))
  expect([first, second]).toEqual([[failed], []])
})
