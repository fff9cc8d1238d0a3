import { expect, test } from 'vitest'
import { spreadOf } from './run-load.ts'

test('[LOAD1] a spread is that of what was measured', () => {
  const hundred = Array.from({ length: 100 }, (_, index) => 100 - index)
  expect(spreadOf(hundred)).toEqual({ median: 50, p95: 95, p99: 99, max: 100 })
  expect(spreadOf([7])).toEqual({ median: 7, p95: 7, p99: 7, max: 7 })
  expect(spreadOf([])).toEqual({ median: undefined, p95: undefined, p99: undefined, max: undefined })
})
