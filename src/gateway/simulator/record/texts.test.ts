import { expect, test } from 'vitest'
import { blank, createTexts } from './texts.ts'

test('[RECORD5] a blanked text is as long as it was, in its scripts, with mentions and structure where they were', () => {
  const texts = [
    'Meet me at Nine, <@alice>!',
    '**Bold** `code` ~~gone~~\n> quoted\n- 12 of them',
    '漢字かなカナ 한글 Привет Ωμέγα مرحبا שלום สวัสดี नमस्ते',
    'see https://private.example/secret?token=abc and 🎉☕',
    '𠮷 is wide',
  ]
  const blanked = texts.map(blank)
  expect(blanked.map(({ length }) => length)).toEqual(texts.map(({ length }) => length))
  expect(blanked[0]).toBe('Xxxx xx xx Xxxx, <@alice>!')
  expect(blanked[1]).toBe('**Xxxx** `xxxx` ~~xxxx~~\n> xxxxxx\n- 00 xx xxxx')
  expect(blanked[3]).toBe('xxx https://example.test/xxxxxxxxxxxxxxxxxxx xxx 🙂☺')
  expect(blanked[2]).toMatch(/^字字ああアア 가가 жжжжжж λλλλλ ببببب אאאא/)
})

test('[RECORD5] an address leads nowhere, however short it is', () => {
  expect(blank('http://a.bc')).toBe('xxxx://xxxx')
})

test('[RECORD5] people who are named stand there by reference, and nothing else becomes one', () => {
  const { said } = createTexts('keep', (id) => (id === 'a'.repeat(24) ? 'alice' : undefined))
  expect(said(`<@${'a'.repeat(24)}> and <@bob> and <@${'b'.repeat(24)}>`)).toBe(
    `<@alice> and <@\u200Bbob> and <@\u200B${'b'.repeat(24)}>`,
  )
})
