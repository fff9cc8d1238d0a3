import { expect, test } from 'vitest'
import * as z from 'zod/mini'
import { channelId } from '#shared/models/ids.ts'
import { ValidationError, type FieldError } from '#shared/protocol/errors.ts'
import { parseId, parseInput } from './parse-input.ts'

const schema = z.object({
  name: z.string().check(z.minLength(1, 'Name is required')),
  type: z.enum(['A', 'B']),
  list: z.optional(z.array(z.object({ key: z.string() }))),
})

function complaints(value: unknown, prefix?: string): readonly FieldError[] {
  try {
    parseInput(schema, value, prefix)
  } catch (error) {
    if (error instanceof ValidationError) return error.errors
    throw error
  }
  return []
}

test('[HTTP1] the first complaint is the message; paths are dotted; members outside the schema are dropped', () => {
  expect(parseInput(schema, { name: 'x', type: 'A', other: 1 })).toEqual({ name: 'x', type: 'A' })
  expect(complaints({ name: '', type: 'C', list: [{ key: 'a' }, { key: 5 }] })).toEqual([
    { path: 'name', message: 'Name is required' },
    { path: 'type', message: 'Invalid option: expected one of "A"|"B"' },
    { path: 'list.1.key', message: 'Invalid input: expected string, received number' },
  ])
  expect(new ValidationError(complaints({ name: '', type: 'A' })).message).toBe('Name is required')
})

test('[HTTP1] a body that is not there has an empty path, and a query member a prefix', () => {
  expect(complaints(undefined)).toEqual([{ path: '', message: 'Invalid input: expected object, received undefined' }])
  expect(complaints({ type: 'A' }, 'query.')).toEqual([
    { path: 'query.name', message: 'Invalid input: expected string, received undefined' },
  ])
})

test('[HTTP3] an id may be written in either case and is kept in lower case', () => {
  expect(parseId(channelId, 'ABCDEF0123456789abcdef01')).toBe('abcdef0123456789abcdef01')
})

test.each([
  undefined,
  null,
  5,
  [],
  {},
  '',
  'zzz',
  'a'.repeat(23),
  'a'.repeat(25),
  `${'a'.repeat(23)} `,
  ['a'.repeat(24)],
])('[HTTP3] %j is no id', (value) => {
  expect(() => parseId(channelId, value)).toThrow('Invalid data format provided.')
})
