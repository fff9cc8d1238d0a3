import { expect, test } from 'vitest'
import { compareRules, readRules, writeRules } from './read-rules.ts'

const hold = { match: { kind: 'emit' }, action: { type: 'hold' } } as const
const drop = { match: { kind: 'http' }, action: { type: 'drop' }, times: 1 } as const

test('[INSP6] rules are read as they were written, and what is wrong is said with its place', () => {
  expect(readRules(writeRules([hold, drop]))).toEqual({ faults: [hold, drop] })
  expect(readRules('[{"match":{"kind":"emit"},"action":{"type":"hold"},"tims":1}]')).toEqual({
    complaints: [{ path: '[0]', message: expect.stringContaining('tims') as string }],
  })
  expect(readRules('[{"match":{"kind":"letter"},"action":{"type":"hold"}}]')).toMatchObject({
    complaints: [{ path: '[0].match.kind' }],
  })
  expect(readRules('[')).toMatchObject({ complaints: [{ path: '' }] })
})

test('[INSP6] what stands already is left alone, once for each time it is wanted', () => {
  const standing = [
    { id: 'one', fault: hold },
    { id: 'two', fault: hold },
    { id: 'three', fault: drop },
  ]
  expect(compareRules(standing, [hold, { ...drop, times: 2 }])).toEqual({
    removed: ['two', 'three'],
    added: [{ ...drop, times: 2 }],
  })
})
