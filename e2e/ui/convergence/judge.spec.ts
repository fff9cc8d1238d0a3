import { expect, test } from '../fixtures.ts'
import { judge } from './judge.ts'

const truth = [
  { id: '1', text: 'm0 v1', reactions: ['🎉 2'] },
  { id: '2', text: null, reactions: [] },
  { id: '3', text: 'a0 v0', reactions: [] },
]
const rows = [
  { id: '1', text: 'm0 v1 (edited)', reactions: ['🎉 2'] },
  { id: '2', text: 'gone', reactions: [] },
  { id: '3', text: 'a0 v0', reactions: [] },
]
const told = new Map([
  ['1', { author: 'bob', versions: ['m0 v0', 'm0 v1'] }],
  ['2', { author: 'bob', versions: ['m1 v0', null] }],
] as const)
const right = { truth, rows, ever: [['1', ['m0 v0', 'm0 v1']]], told, written: ['a0 v0'] } as const
const [first, second, third] = rows

for (const [wrong, history] of [
  ['lost: 2 gone', { ...right, rows: [first, third] }],
  ['stale: 1 is "m0 v1", shown "m0 v0"', { ...right, rows: [{ ...first, text: 'm0 v0' }, second, third] }],
  ['stale: 1 has the reactions [🎉 2], shown []', { ...right, rows: [{ ...first, reactions: [] }, second, third] }],
  ['stale: 2 is "gone", shown "m1 v0"', { ...right, rows: [first, { ...second, text: 'm1 v0' }, third] }],
  ['a ghost: 4', { ...right, rows: [...rows, { id: '4', text: 'm4 v0', reactions: [] }] }],
  ['misordered', { ...right, rows: [second, first, third] }],
  ['went back: 1 "m0 v1", "m0 v0"', { ...right, ever: [['1', ['m0 v1', 'm0 v0']]] }],
  ['invented: 1 was shown as "m7 v0"', { ...right, ever: [['1', ['m7 v0']]] }],
  ['never sent: "a1 v0" is there 0 times', { ...right, written: ['a0 v0', 'a1 v0'] }],
  ['doubled: "a0 v0" is there 2 times', { ...right, truth: [...truth, third].map((row) => row), rows: [...rows] }],
] as const) {
  test(`L3: the judge of a history says “${wrong}”`, () => {
    expect(judge(history as unknown as Parameters<typeof judge>[0])).toContain(wrong)
  })
}

test('L3: the judge of a history has nothing to say where all is right', () => {
  expect(judge(right as unknown as Parameters<typeof judge>[0])).toEqual([])
})
