import * as z from 'zod/mini'
import { expect, test } from 'vitest'
import { createScenarioSchema } from './scenario-schema.ts'

const branch = z.looseObject({
  type: z.optional(z.string()),
  properties: z.optional(z.record(z.string(), z.unknown())),
  additionalProperties: z.optional(z.unknown()),
})
type Branch = z.infer<typeof branch>

/** Every object in a schema that has keys of its own, however deep. */
function objectsIn(schema: unknown): Branch[] {
  if (typeof schema !== 'object' || schema === null) return []
  const below = Object.values(schema).flatMap(objectsIn)
  const read = branch.safeParse(schema)
  return read.success && read.data.type === 'object' && read.data.properties !== undefined
    ? [read.data, ...below]
    : below
}

test('[SCEN6] the published form knows every key, and no other', () => {
  const schema = createScenarioSchema()
  expect(Object.keys(branch.parse(schema).properties ?? {})).toEqual([
    '$schema',
    'name',
    'title',
    'notes',
    'world',
    'timeline',
    'faults',
    'expect',
  ])
  const closed = objectsIn(schema)
  expect(closed.length).toBeGreaterThan(40)
  expect(closed.every(({ additionalProperties }) => additionalProperties === false)).toBe(true)
})

const reference = z.object({ $ref: z.string() })
const described = z.object({ description: z.string().check(z.regex(/^[A-Z][^\n]{5,120}\.$/)) })

test('[SCEN20] each key has one sentence that says what it is for, where editors look for it', () => {
  const schema = createScenarioSchema()
  const definitions = z.record(z.string(), z.unknown()).parse(schema['definitions'])
  const resolved = (value: unknown): unknown => {
    const { data } = reference.safeParse(value)
    return data === undefined ? value : definitions[data.$ref.replace('#/definitions/', '')]
  }
  const keys = objectsIn(schema).flatMap(({ properties = {} }) => Object.entries(properties))
  expect(keys.length).toBeGreaterThan(150)
  expect(keys.filter(([, value]) => !described.safeParse(resolved(value)).success).map(([key]) => key)).toEqual([])
})
