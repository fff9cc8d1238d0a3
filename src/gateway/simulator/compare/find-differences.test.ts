import { expect, test } from 'vitest'
import { findDifferences, leftOver, valuesApart } from './find-differences.ts'
import { request } from './plan-world.ts'
import type { Heard, Outcome } from './transcript.ts'

const steps = [request('alice', 'POST /servers'), request('alice', 'DELETE /servers/{server:home}')]

const heard = (...events: readonly Heard[]): Outcome => ({ heard: new Map([['bob', events]]) })
const said = (content: string): Heard => ({ event: 'MESSAGE_CREATE', payload: { content } })

const answered = (status: number, body: unknown, type = 'application/json'): Outcome => ({
  heard: new Map(),
  answer: { status, headers: { 'content-type': type }, body },
})

test('[COMPARE2] values are apart where one of them has something else, more or less', () => {
  const ours = { _id: '{id}', list: [{ a: 1 }, { a: 2 }], only: true }
  const theirs = { _id: '{id}', list: [{ a: 1 }, { a: 3 }], theirs: null }
  expect(valuesApart(ours, theirs, 'body')).toEqual([
    { path: 'body.list[1].a', ours: 2, theirs: 3 },
    { path: 'body.only', ours: true, theirs: undefined },
    { path: 'body.theirs', ours: undefined, theirs: null },
  ])
  expect(valuesApart([1, 2], [1], 'body')).toEqual([{ path: 'body.length', ours: 2, theirs: 1 }])
  expect(valuesApart([], {}, 'body')).toEqual([{ path: 'body', ours: [], theirs: {} }])
})

test('[COMPARE2] of an answer the status tells all where it differs, else its type and body', () => {
  expect(findDifferences(steps, [answered(400, { message: 'a' })], [answered(500, { message: 'b' })])).toEqual([
    { step: 1, title: 'alice: POST /servers', path: 'status', ours: 400, theirs: 500 },
  ])
  const paths = findDifferences(steps, [answered(404, { message: 'a' })], [answered(404, 'b', 'text/html')])
  expect(paths.map(({ path }) => path)).toEqual(['header content-type', 'body'])
})

test('[COMPARE2] lists are put side by side as far as they go', () => {
  expect(leftOver(['a', 'b', 'c', 'd'], ['b', 'x', 'd', 'e'])).toEqual([
    [0, 2],
    [1, 3],
  ])
  expect(leftOver([], ['a'])).toEqual([[], [0]])
})

test('[COMPARE2] an event is missing, one more, another or out of turn', () => {
  const about = { step: 1, title: 'alice: POST /servers', socket: 'bob', event: 'MESSAGE_CREATE' }
  const one = { content: 'one' }
  expect(findDifferences(steps, [heard(said('one'))], [heard()])).toEqual([
    { ...about, path: '', ours: one, theirs: undefined },
  ])
  expect(findDifferences(steps, [heard()], [heard(said('one'))])).toEqual([
    { ...about, path: '', ours: undefined, theirs: one },
  ])
  expect(findDifferences(steps, [heard(said('one'))], [heard(said('two'))])).toEqual([
    { ...about, path: 'payload.content', ours: 'one', theirs: 'two' },
  ])
  expect(findDifferences(steps, [heard(said('one'), said('two'))], [heard(said('two'), said('one'))])).toEqual([
    { ...about, path: 'order', ours: 'in its turn', theirs: 'out of turn' },
  ])
})

test('[COMPARE4] what comes with another step is no difference', () => {
  expect(findDifferences(steps, [heard(said('one')), heard()], [heard(), heard(said('one'))])).toEqual([])
})

test('[COMPARE2] what was never made on one side is told where it was not made, and nowhere else', () => {
  const skipped: Outcome = { skipped: true, heard: new Map() }
  const ours = [answered(201, {}), answered(200, {})]
  expect(findDifferences(steps, ours, [answered(403, {}), skipped]).map(({ step }) => step)).toEqual([1])
})
