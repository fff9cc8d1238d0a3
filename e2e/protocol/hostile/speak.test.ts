import { expect, test } from 'vitest'
import { faultsIn } from './speak.ts'

const heard = {
  text: '',
  status: 400,
  contentType: 'application/json; charset=utf-8',
  body: '{"message":"x"}',
  headOnly: false,
}

test.each([
  ['a refusal with its reason', heard],
  ['an answer of whatever kind', { ...heard, status: 200, contentType: 'image/png', body: '…' }],
  ['no answer at all', { ...heard, status: undefined, contentType: '', body: '' }],
  ['a refusal that was asked for without its body', { ...heard, headOnly: true, body: '' }],
])('[HTTP1] %s is no fault', (_what, answer) => {
  expect(faultsIn(answer)).toEqual([])
})

test.each([
  ['a failure of its own', { ...heard, status: 500 }],
  ['a failure that says it is busy', { ...heard, status: 503 }],
  ['a page', { ...heard, contentType: 'text/html', body: 'Bad Request' }],
  ['a refusal without a reason', { ...heard, body: '{}' }],
  ['a reason that is no text', { ...heard, body: '{"message":5}' }],
  ['half an answer', { ...heard, body: '{"mess' }],
])('[HTTP1] the checker of answers sees %s', (_what, answer) => {
  expect(faultsIn(answer)).toHaveLength(1)
})
