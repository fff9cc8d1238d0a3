import { expect, test } from 'vitest'
import { createCategoryBody, updateCategoryBody } from './categories.ts'

const pathOf = (schema: typeof createCategoryBody | typeof updateCategoryBody, body: unknown): string | undefined =>
  schema.safeParse(body).error?.issues[0]?.path.join('.')

test('[CAT2] a new category takes its name and nothing else', () => {
  expect(createCategoryBody.parse({ name: ' Talk ', position: 3, _id: 'mine' })).toEqual({ name: ' Talk ' })
})

test('[CAT2] a name is 1 to 100 characters, in which half a character is replaced', () => {
  for (const name of [undefined, null, 5, '', 'x'.repeat(101)])
    expect(pathOf(createCategoryBody, { name })).toBe('name')
  expect(createCategoryBody.parse({ name: 'x'.repeat(100) }).name).toHaveLength(100)
  expect(createCategoryBody.parse({ name: 'a\ud83d' }).name).toBe('a\ufffd')
})

test('[CAT2] a change may name either, both or nothing, and a position is any number', () => {
  for (const body of [{}, { name: 'x' }, { position: -1.5 }, { name: 'x', position: 0 }]) {
    expect(updateCategoryBody.parse(body)).toEqual(body)
  }
  for (const position of ['1', null, Number.NaN]) expect(pathOf(updateCategoryBody, { position })).toBe('position')
  expect(pathOf(updateCategoryBody, { name: '' })).toBe('name')
  expect(updateCategoryBody.safeParse(undefined).success).toBe(false)
})
