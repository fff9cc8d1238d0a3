import { expect, test } from 'vitest'
import { judgeReport } from './conformance-rules.mjs'

const rule = (id, outcome, reason) => ({ title: `[${id}] a rule`, outcome, reason })

test('what failed and what broke outside the rules are failures', () => {
  const results = [rule('GW-1#1', 'passed'), rule('GW-2#1', 'failed', '500')]
  expect(judgeReport({ results, broken: ['rooms: it broke'] })).toEqual({
    passed: 1,
    failures: ['[GW-2#1] a rule: 500', 'rooms: it broke'],
    skipped: [],
  })
})

test('only what needs the internet may be left out', () => {
  const results = [
    rule('GW-3#1', 'skipped', 'set MEW_ADMIN_SECRET to run this'),
    rule('GW-12.D15#1', 'skipped', 'set MEW_PREVIEW_URL to run this'),
  ]
  expect(judgeReport({ results, broken: [] })).toEqual({
    passed: 0,
    failures: ['[GW-3#1] a rule: it was not run: set MEW_ADMIN_SECRET to run this'],
    skipped: ['GW-12.D15#1: set MEW_PREVIEW_URL to run this'],
  })
})
