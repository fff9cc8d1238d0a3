import { FileUp } from 'lucide-react'
import { useEffect, useState, type ReactElement, type RefObject } from 'react'
import { useText } from '../../i18n/text-provider.tsx'
import { offeredBy, type Offered } from './use-attach.ts'

interface FileDropProps {
  /** What files can be dropped on. */
  readonly target: RefObject<HTMLElement | null>
  readonly onOffer: (offered: Offered) => void
}

const hasFiles = ({ dataTransfer }: DragEvent): boolean => dataTransfer?.types.includes('Files') === true

/** Files dragged over the channel are attached where they are let go; while they hover, it says so. */
export function FileDrop({ target, onOffer }: FileDropProps): ReactElement | null {
  const text = useText()
  const [over, setOver] = useState(false)
  useEffect(() => {
    const element = target.current
    if (element === null) return undefined
    const controller = new AbortController()
    const { signal } = controller
    element.addEventListener(
      'dragover',
      (event) => {
        if (!hasFiles(event)) return
        event.preventDefault()
        setOver(true)
      },
      { signal },
    )
    element.addEventListener(
      'dragleave',
      (event) => {
        if (!(event.relatedTarget instanceof Node && element.contains(event.relatedTarget))) setOver(false)
      },
      { signal },
    )
    element.addEventListener(
      'drop',
      (event) => {
        if (!hasFiles(event) || event.dataTransfer === null) return
        event.preventDefault()
        setOver(false)
        onOffer(offeredBy(event.dataTransfer))
      },
      { signal },
    )
    return () => {
      controller.abort()
    }
  }, [target, onOffer])
  if (!over) return null
  return (
    <div className="file-drop" aria-hidden="true">
      <FileUp />
      {text.files.drop}
    </div>
  )
}
