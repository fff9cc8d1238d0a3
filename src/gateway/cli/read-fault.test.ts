import { expect, test } from 'vitest'
import { readFault } from './read-fault.ts'
import { UsageError } from './usage-error.ts'

const read = (line: string): unknown => readFault(line.split(' ').filter(Boolean))

test('[CMD3] a fault is written as what it does, what to, and fields', () => {
  expect(read('latency http path=/api/** ms=2s jitterMs=500 probability=0.5 until=1m')).toEqual({
    match: { kind: 'http', path: '/api/**' },
    action: { type: 'latency', ms: 2000, jitterMs: 500 },
    probability: 0.5,
    until: 60_000,
  })
  expect(read('status http method=POST status=503 nth=2 name=busy')).toEqual({
    name: 'busy',
    match: { kind: 'http', method: 'POST', nth: 2 },
    action: { type: 'status', status: 503 },
  })
  expect(read('corrupt emit field=content value={"a":1}')).toMatchObject({ action: { value: { a: 1 } } })
})

test('[CMD3] or whole, as JSON', () => {
  const fault = { match: { kind: 'connect', user: 'bob' }, action: { type: 'refuse' } }
  expect(read(JSON.stringify(fault))).toEqual(fault)
})

test.each([
  ['', 'fault add takes what it does: latency, '],
  ['explode http', 'fault add takes what it does: latency, '],
  ['hold', 'fault add hold takes what to: emit, recv, http, connect'],
  ['hold emit bob', '"bob" is no field: write it as in path=/api/auth/* or times=1'],
  ['hold emit who=bob', 'that is no fault: action: '],
  ['latency http', 'that is no fault: action.ms: '],
  ['{"match"', 'that is no JSON'],
])('[CMD3] "%s" is refused with a sentence', (line, sentence) => {
  expect(() => read(line)).toThrow(UsageError)
  expect(() => read(line)).toThrow(sentence)
})
