import type { MouseEvent } from 'react'

/** A plain click on a link stays in the page; any other (new tab, new window, download) is the browser's. */
export function isPlainClick(event: MouseEvent): boolean {
  return event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey
}
