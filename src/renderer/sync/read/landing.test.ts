import { expect, test } from 'vitest'
import { exampleMessages, messageIdOf } from '../../fixtures/records.ts'
import { landingIn } from './landing.ts'

const rows = exampleMessages(4, 6)
const momentOf = (number: number): number => Date.parse(exampleMessages(number, number)[0]?.createdAt ?? '')

interface Case {
  readonly moment: string
  readonly at: number
  readonly reachesStart?: true
  readonly leadsTo: number
  readonly isNearest?: true
}

test.each<Case>([
  { moment: 'between two messages leads to the later one', at: momentOf(5) - 1, leadsTo: 5 },
  { moment: 'of a message leads to it', at: momentOf(5), leadsTo: 5 },
  { moment: 'before the first message of all leads to it', at: momentOf(1), reachesStart: true, leadsTo: 4 },
  { moment: 'of the first row may have had more before it', at: momentOf(4), leadsTo: 4, isNearest: true },
  { moment: 'before the first row has that as the nearest', at: momentOf(1), leadsTo: 4, isNearest: true },
  {
    moment: 'after the last row has that as the nearest',
    at: momentOf(9),
    reachesStart: true,
    leadsTo: 6,
    isNearest: true,
  },
])('[rule 14] in a range that is kept, a moment $moment', ({ at, reachesStart = false, leadsTo, isNearest }) => {
  const nearest = isNearest === undefined ? {} : { isNearest }
  expect(landingIn({ rows, reachesStart }, at)).toEqual({ messageId: messageIdOf(leadsTo), ...nearest })
})

test('a range of which nothing can be read leads nowhere', () => {
  expect(landingIn({ rows: [], reachesStart: true }, momentOf(1))).toBeUndefined()
})
