import { expect, test } from 'vitest'
import { en } from './en.ts'
import { describeRefusal } from './error-text.ts'

test('[ERR1] a known refusal is told in our words', () => {
  expect(describeRefusal(en, { code: 'cannotSend', message: 'whatever' })).toBe('You may not post here.')
})

test('[ERR2] an unknown refusal is told in the words of the server, closed in', () => {
  expect(describeRefusal(en, { code: undefined, message: 'Maintenance until noon' })).toBe(
    'The server says: Maintenance until noon',
  )
  expect(describeRefusal(en, { code: 'malformedId', message: '\u202Eoops' })).toBe(
    'The server says: \u2068\u202Eoops\u2069',
  )
})

test('[ERR3] a refusal without any words still says what to do', () => {
  expect(describeRefusal(en, { code: undefined, message: '' })).toBe('Something went wrong. Try again.')
})
