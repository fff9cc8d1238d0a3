import { expect, test } from 'vitest'
import { judgeReport } from './conformance-rules.mjs'

const waiting = new Map([['GW-8.6#1', 'uploads of files']])
const rule = (id, outcome, reason) => ({ title: `[${id}] a rule`, outcome, reason })

test('a rule that waits for something may fail, any other may not', () => {
  const results = [rule('GW-1#1', 'passed'), rule('GW-8.6#1', 'failed', '404'), rule('GW-2#1', 'failed', '500')]
  expect(judgeReport({ results, broken: [] }, waiting)).toEqual({
    passed: 1,
    failures: ['[GW-2#1] a rule: 500'],
    waits: ['GW-8.6#1 waits for uploads of files'],
    done: [],
    skipped: [],
  })
})

test('a rule that passes waits no longer, and what broke outside the rules is a failure', () => {
  const results = [rule('GW-8.6#1', 'passed'), rule('GW-3#1', 'skipped', 'set MEW_ADMIN_SECRET to run this')]
  expect(judgeReport({ results, broken: ['rooms: it broke'] }, waiting)).toEqual({
    passed: 1,
    failures: ['rooms: it broke'],
    waits: [],
    done: ['GW-8.6#1 passes: it waits no longer'],
    skipped: ['GW-3#1: set MEW_ADMIN_SECRET to run this'],
  })
})
