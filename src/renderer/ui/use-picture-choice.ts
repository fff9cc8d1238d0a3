import { useCallback, useRef } from 'react'

/** Pictures that cannot carry script; what else is chosen, the gateway refuses. */
const PICTURES = 'image/png,image/jpeg,image/gif,image/webp,image/avif'

/** Opens the system's file dialog for one picture. The field is made for it and stands nowhere in the page. */
export function usePictureChoice(onPicture: (picture: File) => void): () => void {
  // Held for as long as the dialog may be open: nothing else would keep it.
  const held = useRef<HTMLInputElement>(undefined)
  return useCallback(() => {
    const field = document.createElement('input')
    field.type = 'file'
    field.accept = PICTURES
    field.addEventListener('change', () => {
      const picture = field.files?.[0]
      if (picture !== undefined) onPicture(picture)
    })
    held.current = field
    field.click()
  }, [onPicture])
}
