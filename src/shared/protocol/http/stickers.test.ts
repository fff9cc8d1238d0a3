import { expect, test } from 'vitest'
import { createStickerBody, updateStickerBody } from './stickers.ts'

const wordsOf = (schema: typeof createStickerBody | typeof updateStickerBody, body: unknown): string | undefined =>
  schema.safeParse(body).error?.issues[0]?.message

test('[STICK2] a sticker has a name, and perhaps a description; both are trimmed', () => {
  expect(createStickerBody.parse({ name: '  wave ', description: ' hi ', tags: 'x' })).toEqual({
    name: 'wave',
    description: 'hi',
  })
  expect(createStickerBody.parse({ name: 'a\ud83d', description: '  ' })).toEqual({
    name: 'a\ufffd',
    description: null,
  })
  for (const body of [undefined, {}, { name: ' ' }, { name: 5 }]) {
    expect(wordsOf(createStickerBody, body)).toBe('Sticker name is required')
  }
})

test('[STICK2] both are bounded', () => {
  expect(createStickerBody.parse({ name: 'x'.repeat(100) }).name).toHaveLength(100)
  for (const body of [{ name: 'x'.repeat(101) }, { name: 'x', description: 'x'.repeat(1_025) }]) {
    expect(createStickerBody.safeParse(body).success).toBe(false)
    expect(updateStickerBody.safeParse(body).success).toBe(false)
  }
})

test('[STICK2] a change names either, both or nothing, and clears the description', () => {
  expect(updateStickerBody.parse({})).toEqual({})
  expect(updateStickerBody.parse({ name: ' b ', description: null })).toEqual({ name: 'b', description: null })
  expect(updateStickerBody.parse({ description: ' ' })).toEqual({ description: null })
  expect(updateStickerBody.parse({ name: 5, description: ['x'], key: 'k', scope: 'user' })).toEqual({})
  expect(wordsOf(updateStickerBody, { name: ' ' })).toBe('Sticker name cannot be empty')
})
