import { useCallback, type KeyboardEvent, type RefObject } from 'react'
import type { MessageListView } from './use-message-list.ts'

/** How far each key goes from the focused row. */
const steps: Readonly<Record<string, number>> = { ArrowUp: -1, ArrowDown: 1 }

/** Where in the list the row stands that an element is in. */
export const rowIndexOf = (element: Element | null): number | undefined => {
  const index = element?.closest<HTMLElement>('[data-index]')?.dataset['index']
  return index === undefined ? undefined : Number(index)
}

const isPlain = (event: KeyboardEvent): boolean => !event.altKey && !event.ctrlKey && !event.metaKey && !event.shiftKey

/** Where a key leads: one row on, or from the list itself to its newest row. */
function goal(event: KeyboardEvent, last: number): number | undefined {
  const step = steps[event.key]
  if (step === undefined || !isPlain(event)) return undefined
  if (event.target === event.currentTarget) return step < 0 ? last : undefined
  const from = event.target instanceof Element && event.target.matches('article') ? rowIndexOf(event.target) : undefined
  return from === undefined ? undefined : Math.min(last, Math.max(0, from + step))
}

/**
 * Arrow keys move the focus from message to message, and with it the bar of what can be done to one. Other keys scroll
 * as ever; what is typed into a field inside a row stays there.
 */
export function useRowFocus(
  scroller: RefObject<HTMLElement | null>,
  list: MessageListView['list'],
): (event: KeyboardEvent) => void {
  return useCallback(
    (event) => {
      const index = goal(event, list.options.count - 1)
      if (index === undefined) return
      event.preventDefault()
      list.scrollToIndex(index, { align: 'auto' })
      // A row out of view is drawn only after the list has moved.
      requestAnimationFrame(() => {
        scroller.current?.querySelector<HTMLElement>(`[data-index="${index}"] article`)?.focus()
      })
    },
    [scroller, list],
  )
}
