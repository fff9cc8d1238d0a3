import { defaultRangeExtractor, type Range } from '@tanstack/react-virtual'
import { useCallback, useMemo, useState, type FocusEvent } from 'react'
import { indexOfKey, keyOf, type ListContent } from './list-items.ts'
import { rowIndexOf } from './use-row-focus.ts'

export interface KeptRows {
  /** Undefined where nothing that is shown is being edited. */
  readonly edited: number | undefined
  readonly rangeExtractor: (range: Range) => number[]
  readonly onFocus: (event: FocusEvent) => void
}

function useIndexOf(content: ListContent, key: string | undefined): number | undefined {
  return useMemo(() => (key === undefined ? undefined : indexOfKey(content, key)), [content, key])
}

/**
 * Rows that are drawn wherever the list is scrolled, as something would be lost with them: the one that is edited, and the
 * one that has the focus. That it left a row is not listened for: it leaves as well when the whole window loses it.
 */
export function useKeptRows(content: ListContent, editedKey: string | undefined): KeptRows {
  const [focusedKey, setFocusedKey] = useState<string>()
  const edited = useIndexOf(content, editedKey)
  const focused = useIndexOf(content, focusedKey)
  const rangeExtractor = useCallback(
    (range: Range) => {
      const kept = [edited, focused].filter((index) => index !== undefined)
      return [...new Set([...defaultRangeExtractor(range), ...kept])].toSorted((one, other) => one - other)
    },
    [edited, focused],
  )
  const onFocus = useCallback(
    ({ target }: FocusEvent) => {
      const index = rowIndexOf(target)
      if (index !== undefined) setFocusedKey(keyOf(content, index))
    },
    [content],
  )
  return { edited, rangeExtractor, onFocus }
}
