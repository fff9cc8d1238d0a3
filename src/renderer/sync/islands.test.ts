import { expect, test } from 'vitest'
import { exampleIsland, exampleMessage, exampleMessages, exampleWindow } from '../fixtures/records.ts'
import { mergeRanges, takeIntoIslands, withPage } from './islands.ts'

const edited = (number: number): ReturnType<typeof exampleMessage> =>
  exampleMessage(number, { rev: 2, content: 'edited' })

test('[rule 14] ranges that have a row in common become one, those that have none stay apart', () => {
  const islands = [
    exampleIsland(exampleMessages(20, 30)),
    exampleIsland(exampleMessages(1, 5)),
    exampleIsland(exampleMessages(5, 9)),
  ]
  const apart = mergeRanges({ window: exampleWindow(exampleMessages(31, 40)), islands })
  expect(apart.islands).toEqual([exampleIsland(exampleMessages(1, 9)), exampleIsland(exampleMessages(20, 30))])
  const joined = mergeRanges({ window: exampleWindow(exampleMessages(30, 40)), islands })
  expect(joined.window).toEqual(exampleWindow(exampleMessages(20, 40)))
  expect(joined.islands).toEqual([exampleIsland(exampleMessages(1, 9))])
})

test('[rule 14] what a jump finds in a channel that was thought empty is of its window', () => {
  const islands = [exampleIsland(exampleMessages(1, 2), { reachesStart: true })]
  const window = exampleWindow([], { reachesStart: true })
  expect(mergeRanges({ window, islands })).toEqual({
    window: exampleWindow(exampleMessages(1, 2), { reachesStart: true }),
    islands: [],
  })
})

test('[rule 1] where ranges meet, the newer body of a message stays', () => {
  const islands = [exampleIsland([exampleMessage(1), edited(2)])]
  expect(mergeRanges({ window: exampleWindow(exampleMessages(2, 3)), islands }).window?.rows[1]).toEqual(edited(2))
  const older = [exampleIsland(exampleMessages(1, 2))]
  expect(
    mergeRanges({ window: exampleWindow([edited(2), exampleMessage(3)]), islands: older }).window?.rows[1],
  ).toEqual(edited(2))
})

test('an island that is read again is not vouched for, so it joins nothing', () => {
  const islands = [exampleIsland(exampleMessages(1, 5), { catchingUp: true })]
  const ranges = { window: exampleWindow(exampleMessages(5, 9)), islands }
  expect(mergeRanges(ranges)).toEqual(ranges)
})

test('[rule 11] while an island reads on, events change what is there and wait for what is not', () => {
  const [island] = takeIntoIslands([exampleIsland(exampleMessages(5, 6), { older: 'loading' })], [edited(5), edited(4)])
  expect(island).toMatchObject({ rows: [edited(5), exampleMessage(6)], held: [edited(4)] })
})

test('[rule 13] an event about what no island holds changes nothing', () => {
  const islands = [exampleIsland(exampleMessages(5, 6))]
  expect(takeIntoIslands(islands, [edited(4), edited(7)])).toBe(islands)
})

test('[rule 8] of equal versions a page is believed before what is there', () => {
  const island = exampleIsland([exampleMessage(5, { content: 'from an event' })])
  expect(withPage(island, { rows: exampleMessages(4, 5), reachesStart: true })).toEqual(
    exampleIsland(exampleMessages(4, 5), { reachesStart: true }),
  )
})

test('[rule 14] what was gone to beyond a window that is being read again does not join it: between them is a hole', () => {
  const window = { ...exampleWindow(exampleMessages(1, 3)), catchingUp: true }
  for (const reachesStart of [false, true]) {
    const ranges = { window: { ...window, reachesStart }, islands: [exampleIsland(exampleMessages(5, 6))] }
    expect(mergeRanges(ranges)).toEqual(ranges)
  }
  const { window: joined } = mergeRanges({ window, islands: [exampleIsland(exampleMessages(3, 6))] })
  expect(joined?.rows).toEqual(exampleMessages(1, 6))
})
