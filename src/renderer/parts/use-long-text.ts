import { useEffect, type RefObject } from 'react'
import { MAX_CHARACTERS } from './max-characters.ts'

/** A longer piece is not put into a field: there it is cut down by hand at best, and browsers take minutes to lay it out. */
const LONGEST_PIECE = 4 * MAX_CHARACTERS

/** Hands over what is far too long for any message before the field has it, whether it is pasted, dropped or dictated. */
export function useLongText(area: RefObject<HTMLTextAreaElement | null>, onLong: (text: string) => void): void {
  // The field may come and go, and what is done with the text changes: it is listened to anew with each drawing.
  useEffect(() => {
    const field = area.current
    function onBeforeInput(event: InputEvent): void {
      const { data } = event
      if (data === null || data.length <= LONGEST_PIECE) return
      event.preventDefault()
      onLong(data)
    }
    field?.addEventListener('beforeinput', onBeforeInput)
    return () => {
      field?.removeEventListener('beforeinput', onBeforeInput)
    }
  })
}
