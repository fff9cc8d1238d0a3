import { expect, test } from 'vitest'
import {
  channelIdOf,
  exampleIsland,
  exampleMessages,
  exampleState,
  exampleWindow,
  messageIdOf,
} from '../../fixtures/records.ts'
import type { AccountState, MessageWindow } from '../../store/state.ts'
import { createAccountStore } from '../../store/store.ts'
import { rangesChanger } from './change-ranges.ts'
import { PAGE_SIZES } from './read-range.ts'
import { createWindowTrimmer } from './window-trimmer.ts'

const general = channelIdOf(1)

/** What is left where ten rows are kept and the window is this one. */
function trimmed(window: MessageWindow, over: Partial<AccountState> = {}): MessageWindow | undefined {
  const store = createAccountStore(exampleState({ windows: { [general]: window }, ...over }))
  createWindowTrimmer({ store, pages: { ...PAGE_SIZES, kept: 10 }, changeRanges: rangesChanger(store) })()
  return store.get().windows[general]
}

test('[rule 14] of a window that has grown by half the newest rows stay, and it does not reach the start any more', () => {
  const window = exampleWindow(exampleMessages(1, 16), { reachesStart: true })
  expect(trimmed(window)).toEqual(exampleWindow(exampleMessages(7, 16)))
})

test('a window that has grown by less is left alone: cutting it for each row would be dear', () => {
  const window = exampleWindow(exampleMessages(1, 15), { reachesStart: true })
  expect(trimmed(window)).toBe(window)
})

test.each<[string, Partial<MessageWindow>, Partial<AccountState>]>([
  ['is caught up', { catchingUp: true }, {}],
  ['is read further back', { older: 'loading' }, {}],
  ['has somebody reading further back', {}, { viewed: { [general]: messageIdOf(3) } }],
])('a window that %s keeps all its rows', (_, over, state) => {
  const window = exampleWindow(exampleMessages(1, 40), over)
  expect(trimmed(window, state)).toBe(window)
})

test('a window is cut while somebody reads a range further back, which stays as it is', () => {
  const island = exampleIsland(exampleMessages(1, 4))
  const over = { islands: { [general]: [island] }, viewed: { [general]: messageIdOf(3) } }
  expect(trimmed(exampleWindow(exampleMessages(21, 40)), over)).toEqual(exampleWindow(exampleMessages(31, 40)))
})
