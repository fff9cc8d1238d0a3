import type { KeyboardEvent } from 'react'

/** Browsers that tell of the end of a composition before its last key give that key this code. */
const PROCESS_KEY = 229

/** Whether a key belongs to an input method: it chooses or drops a candidate, and means nothing to the page. */
export function isComposing(event: KeyboardEvent): boolean {
  return event.nativeEvent.isComposing || event.keyCode === PROCESS_KEY
}
