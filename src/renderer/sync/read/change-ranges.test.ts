import { expect, test } from 'vitest'
import {
  channelIdOf,
  exampleIsland,
  exampleMessage,
  exampleMessages,
  exampleState,
  exampleWindow,
} from '../../fixtures/records.ts'
import { createAccountStore } from '../../store/store.ts'
import { rangesChanger } from './change-ranges.ts'

const general = channelIdOf(1)
const edited = exampleMessage(2, { content: 'edited', rev: 2 })

test('[I4] what was shown and given up is not shown older by a page that was asked for before that', () => {
  const window = exampleWindow([exampleMessage(1), edited, exampleMessage(3)])
  const store = createAccountStore(exampleState({ windows: { [general]: window } }))
  const change = rangesChanger(store)
  const newest = exampleWindow(exampleMessages(8, 9), { reachesStart: false })
  change(general, ({ islands }) => ({ window: newest, islands }), newest.rows)
  const page = exampleMessages(1, 4)
  change(general, (ranges) => ({ ...ranges, islands: [exampleIsland(page)] }), page)
  expect(store.get().islands[general]?.[0]?.rows[1]).toBe(edited)
})
