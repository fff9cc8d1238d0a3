import { describe, expect, test } from 'vitest'
import { speechBody, textToSpeak } from './audio.ts'

const textOf = (body: object): string => textToSpeak(speechBody.parse(body))

describe('[SPEECH1] what is spoken', () => {
  test.each([
    [{ input: 'a word' }, 'a word'],
    [{ text: ' a word \n' }, 'a word'],
    [{ input: 'this', text: 'that' }, 'this'],
    [{ input: '', text: 'that' }, 'that'],
    [{ input: 5, text: 'that' }, 'that'],
    [{ input: 'x'.repeat(12_000) }, 'x'.repeat(12_000)],
    [{ input: `  ${'x'.repeat(12_000)}  ` }, 'x'.repeat(12_000)],
  ])('of case %#', (body, text) => {
    expect(textOf(body)).toBe(text)
  })

  test.each([[{}], [{ input: '' }], [{ input: ' \n' }], [{ text: null }], [{ input: ['a'] }]])(
    'needs a text: %j',
    (body) => {
      expect(() => textOf(body)).toThrow('text is required')
    },
  )

  test('is not longer than 12,000 characters', () => {
    expect(() => textOf({ input: 'x'.repeat(12_001) })).toThrow('text is too long (max 12000 chars)')
  })
})

test('[SPEECH1] what is no text in the other members counts as absent', () => {
  expect(speechBody.parse({ input: 'a', model: 4, voice: {}, stream: 1, stream_format: null, speed: 2 })).toEqual({
    input: 'a',
    model: undefined,
    voice: undefined,
    stream: 1,
    stream_format: null,
    text: undefined,
  })
})
