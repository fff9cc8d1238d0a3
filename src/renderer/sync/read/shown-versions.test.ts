import { castDraft } from 'immer'
import { expect, test } from 'vitest'
import { channelIdOf, exampleMessage, exampleMessages, exampleState, exampleWindow } from '../../fixtures/records.ts'
import type { MessageRow } from '../../store/state.ts'
import { createAccountStore } from '../../store/store.ts'
import { watchShownVersions, type ShownVersions } from './shown-versions.ts'

const general = channelIdOf(1)

/** These were shown, one window after the other, and dropped. */
function dropped(...windows: readonly (readonly MessageRow[])[]): ShownVersions {
  const store = createAccountStore(exampleState({}))
  const shown = watchShownVersions(store)
  for (const rows of windows) {
    store.update((draft) => {
      draft.windows[general] = castDraft(exampleWindow(rows))
    })
    store.update((draft) => {
      draft.windows = {}
    })
  }
  return shown
}

const edited = (number: number): MessageRow => exampleMessage(number, { rev: 2, content: 'edited' })

test('[I4] what was shown and dropped is known to be newer than an older body of it', () => {
  const shown = dropped([edited(1), exampleMessage(2)])
  expect(shown.hasOlder(general, [exampleMessage(1)])).toBe(true)
  expect(shown.hasOlder(general, [edited(1), exampleMessage(2)])).toBe(false)
})

test('of a thousand rows of a channel it is known how new they were, of those that were shown last', () => {
  const shown = dropped([edited(1), edited(2)], [edited(1)], exampleMessages(3, 1_001))
  expect(shown.hasOlder(general, [exampleMessage(2)])).toBe(false)
  expect(shown.hasOlder(general, [exampleMessage(1)])).toBe(true)
})
