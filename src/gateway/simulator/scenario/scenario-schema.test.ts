import * as z from 'zod/mini'
import { expect, test } from 'vitest'
import { createScenarioSchema } from './scenario-schema.ts'

const branch = z.looseObject({
  type: z.optional(z.string()),
  properties: z.optional(z.record(z.string(), z.unknown())),
  additionalProperties: z.optional(z.unknown()),
})

/** Every object in a schema, however deep. */
function objectsIn(schema: unknown): z.infer<typeof branch>[] {
  if (typeof schema !== 'object' || schema === null) return []
  const below = Object.values(schema).flatMap(objectsIn)
  const read = branch.safeParse(schema)
  return read.success && read.data.type === 'object' ? [read.data, ...below] : below
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
  const closed = objectsIn(schema).filter(({ properties }) => properties !== undefined)
  expect(closed.length).toBeGreaterThan(40)
  expect(closed.every(({ additionalProperties }) => additionalProperties === false)).toBe(true)
})
