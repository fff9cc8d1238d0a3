import { expect, test } from 'vitest'
import { searchQuery } from './search.ts'

const complaint = (query: object): readonly (string | number | symbol)[] => {
  const result = searchQuery.safeParse(query)
  const [issue] = result.error?.issues ?? []
  return issue === undefined ? [] : [...issue.path, issue.message]
}

test('[SEARCH5] a question is trimmed, and has the first twenty as its page', () => {
  expect(searchQuery.parse({ q: '  two words ' })).toEqual({ q: 'two words', limit: 20, page: 1 })
  expect(searchQuery.parse({ q: 'x', limit: '50', page: '7' })).toEqual({ q: 'x', limit: 50, page: 7 })
  expect(searchQuery.parse({ q: 'x'.repeat(200) }).q).toHaveLength(200)
})

test('[SEARCH5] a question without words, or with too many, is told so in the words of the protocol', () => {
  expect(complaint({})[0]).toBe('q')
  expect(complaint({ q: '' })).toEqual(['q', 'Search query (q) cannot be empty'])
  expect(complaint({ q: ' \t ' })).toEqual(['q', 'Search query (q) cannot be empty'])
  expect(complaint({ q: 'x'.repeat(201) })).toEqual(['q', 'Search query (q) is too long'])
  expect(complaint({ q: ['a', 'b'] })[0]).toBe('q')
})

test('[SEARCH5] page and limit are whole numbers from 1, and the limit ends at 50', () => {
  for (const limit of ['0', '51', '-1', 'abc', '1.5', '', ['1', '2'], '1e400']) {
    expect(complaint({ q: 'x', limit })[0]).toBe('limit')
  }
  for (const page of ['0', '-1', 'abc', '1.5', '', '1e300']) expect(complaint({ q: 'x', page })[0]).toBe('page')
})
