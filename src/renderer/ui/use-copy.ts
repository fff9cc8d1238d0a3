import { useCallback } from 'react'
import { useText } from '../i18n/text-provider.tsx'
import { useToast } from './toasts.tsx'

/** Puts a text on the clipboard and says so. Undefined where a page may not: browsers give it to secure addresses only. */
export function useCopy(): ((words: string) => void) | undefined {
  const text = useText()
  const toast = useToast()
  const copy = useCallback(
    (words: string) => {
      navigator.clipboard.writeText(words).then(
        () => {
          toast({ tone: 'good', text: text.ui.copied })
        },
        () => {
          toast({ tone: 'bad', text: text.ui.copyFailed })
        },
      )
    },
    [text, toast],
  )
  return 'clipboard' in navigator ? copy : undefined
}
