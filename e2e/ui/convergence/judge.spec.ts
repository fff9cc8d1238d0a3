import { expect, test } from '@playwright/test'
import type { Stored } from './gateway-pages.ts'
import { judgeFinal, judgeLooks, type History } from './judge.ts'
import type { ShownRow } from './shown-rows.ts'

const message = (number: number, version?: number): Stored => ({
  id: `id${number}`,
  createdAt: `2026-01-01T00:00:0${number}Z`,
  mark: `general ${number}`,
  version,
  reactions: [],
  body: { _id: `id${number}`, channelId: 'general' },
})

const row = (number: number, version = 0, more: Partial<ShownRow> = {}): ShownRow => ({
  id: `id${number}`,
  index: number,
  text: `general ${number} v${version}`,
  gone: false,
  refused: false,
  reactions: [],
  ...more,
})

const messages = [message(0, 0), message(1, 1), message(2)]
const rows = [row(0), row(1, 1), row(2, 0, { text: '', gone: true })]
const history = (...looks: readonly (readonly ShownRow[])[]): History => ({
  stored: new Map([['general', messages]]),
  said: [{ mark: 'general 1', version: 1, place: 'general', at: 15 }],
  spells: [{ place: 'general', from: 10, until: 20 }],
  looks: looks.map((each, index) => ({ at: 18 + index, rows: each })),
})

for (const [wrong, looks] of [
  ['doubled: general 0', [[row(0), row(0)]]],
  ['doubled: general 1', [[row(1), row(2, 0, { id: '', text: 'general 1 v0' })]]],
  ['misordered: general 1 before general 0', [[row(1), row(0)]]],
  ['misordered: general 1 after general 0, which is on its way', [[row(0, 0, { id: '' }), row(1)]]],
  [
    'vanished: general 1',
    [
      [row(0), row(1)],
      [row(0), row(2, 0, { index: 1 })],
    ],
  ],
  ['stale: general 0 went back from 1 to 0', [[row(0, 1)], [row(0)]]],
  ['stale: general 2 went back from Infinity to 0', [[row(2, 0, { gone: true })], [row(2)]]],
  ['leaked: general 1 v1', [[row(1, 1)]]],
] as const) {
  test(`[L3] the judge says of what was shown: ${wrong}`, () => {
    expect([...judgeLooks(history(...looks))]).toEqual([wrong])
  })
}

for (const [wrong, shown] of [
  ['never read: general 1', [rows[0], rows[2]]],
  ['lost: general 0', [rows[1], rows[2]]],
  ['stale: general 1 is 0 and should be 1', [rows[0], row(1), rows[2]]],
  ['stale: general 2 is 0 and should be Infinity', [rows[0], rows[1], row(2)]],
  ['stale: general 0 has 🌱 1 and should have ', [row(0, 0, { reactions: ['🌱 1'] }), rows[1], rows[2]]],
  ['ghost: general 7 general 7 v0', [...rows, row(7)]],
  ['ghost: general 8 general 8 v0', [...rows, row(8, 0, { id: '' })]],
  ['ghost: general 1 general 1 v1', [...rows, row(1, 1, { id: '', refused: true })]],
] as const) {
  test(`[L3] the judge says in the end: ${wrong}`, () => {
    const there = shown.flatMap((each) => each ?? [])
    const { violations } = judgeFinal({ messages, rows: there, looks: [{ at: 0, rows: [row(0)] }] })
    expect([...violations]).toEqual([wrong])
  })
}

test('[L3] the judge has nothing to say where all is right', () => {
  const { spells: _spells, ...rest } = history(rows)
  expect([...judgeLooks({ ...rest, spells: [] })]).toEqual([])
  expect(judgeFinal({ messages, rows, looks: [] })).toEqual({ stable: 3, violations: new Set() })
  const refused = row(7, 0, { id: '', refused: true })
  expect(judgeFinal({ messages, rows: [...rows, refused], looks: [] }).violations).toEqual(new Set())
})
