import { expect, test } from 'vitest'
import { protocolErrors } from '#shared/protocol/errors.ts'
import { en } from './en.ts'
import { zhHans } from './zh-hans.ts'

/** Every text by its dotted path: the string itself, or how many parameters the function takes. */
function shapeOf(catalogue: object, prefix = ''): Map<string, string | number> {
  const shape = new Map<string, string | number>()
  for (const [key, value] of Object.entries(catalogue)) {
    const path = `${prefix}${key}`
    if (typeof value === 'string') shape.set(path, value)
    else if (typeof value === 'function') shape.set(path, value.length)
    else for (const [inner, leaf] of shapeOf(value, `${path}.`)) shape.set(inner, leaf)
  }
  return shape
}

const original = shapeOf(en)

test.each([['zh-Hans', zhHans]])('[I18N1] %s has every text of the original and no other', (_name, catalogue) => {
  expect([...shapeOf(catalogue).keys()].toSorted()).toEqual([...original.keys()].toSorted())
})

test.each([
  ['en', en],
  ['zh-Hans', zhHans],
])('[I18N2] no text of %s is empty or ends in an exclamation mark', (_name, catalogue) => {
  const bad = [...shapeOf(catalogue)].filter(
    ([, text]) => typeof text === 'string' && (text.trim() === '' || /[!！]$/.test(text)),
  )
  expect(bad).toEqual([])
})

test.each([['zh-Hans', zhHans]])('[I18N3] the texts of %s take the same parameters', (_name, catalogue) => {
  const shape = shapeOf(catalogue)
  const different = [...original].filter(([path, text]) => typeof text === 'number' && shape.get(path) !== text)
  expect(different).toEqual([])
})

test('[I18N4] every error text belongs to a code of the protocol', () => {
  expect(Object.keys(en.errors.byCode).filter((code) => !Object.hasOwn(protocolErrors, code))).toEqual([])
})

test('[I18N5] the names that tests and screen readers rely on', () => {
  expect([
    en.rail.withUnread('general', { unread: 0, mentions: 0, isMore: false }),
    en.rail.withUnread('general', { unread: 2, mentions: 0, isMore: false }),
    en.rail.withUnread('general', { unread: 1, mentions: 1, isMore: false }),
    en.rail.withUnread('general', { unread: 5, mentions: 3, isMore: false }),
    en.rail.withUnread('general', { unread: 120, mentions: 3, isMore: true }),
    en.messages.log('general'),
    en.composer.label('general'),
    en.composer.labelDirect('mika'),
    en.messages.newMessages(1),
    en.messages.newMessages(12),
    en.account.menu('Alma'),
    en.messages.reaction('🎉', 5),
  ]).toEqual([
    'general',
    'general, unread',
    'general, 1 mention',
    'general, 3 mentions',
    'general, 3+ mentions',
    'Messages in general',
    'Message #general',
    'Message @mika',
    '1 new message',
    '12 new messages',
    'Alma: Account menu',
    '🎉, 5 people',
  ])
})
