import { Info } from 'lucide-react'
import { useState, type ReactElement, type RefObject } from 'react'
import type { ChannelId } from '#shared/models/ids.ts'
import { useText } from '../../i18n/text-provider.tsx'
import { MAX_CHARACTERS } from '../../parts/max-characters.ts'
import { useLongText } from '../../parts/use-long-text.ts'
import { useAppList } from '../../store/use-app-state.ts'
import { useAnnounce } from '../../ui/live-region.tsx'
import { MOST_FILES, type Offered } from './use-attach.ts'

interface LongTextProps {
  readonly channelId: ChannelId
  readonly area: RefObject<HTMLTextAreaElement | null>
  readonly mayAttach: boolean
  /** What stands in the field. */
  readonly value: string
  readonly onAttach: (offered: Offered) => void
}

type Note =
  | { readonly kind: 'attached'; readonly filesBefore: number }
  | { readonly kind: 'refused'; readonly value: string }

const NO_FILES: readonly string[] = []

/** Text that no message can hold goes with the message as a file; where there can be none, it is said that it is not here. */
export function LongText({ channelId, area, mayAttach, value, onAttach }: LongTextProps): ReactElement | null {
  const text = useText()
  const announce = useAnnounce()
  const files = useAppList((state) => state.draftFiles[channelId] ?? NO_FILES)
  const [note, setNote] = useState<Note>()

  useLongText(area, (long) => {
    if (mayAttach && files.length < MOST_FILES) {
      onAttach({ files: [new File([long], text.composer.longFile, { type: 'text/plain' })], folders: [] })
      setNote({ kind: 'attached', filesBefore: files.length })
      announce(text.composer.longAttached(MAX_CHARACTERS))
    } else {
      setNote({ kind: 'refused', value })
      announce(text.composer.longRefused(MAX_CHARACTERS))
    }
  })

  if (note === undefined) return null
  // Sent, taken off again, or written on: it is no news any more.
  if (note.kind === 'attached' ? files.length <= note.filesBefore : value !== note.value) {
    setNote(undefined)
    return null
  }
  return (
    <div className="composer-said">
      <Info aria-hidden="true" />
      <p>
        {note.kind === 'attached'
          ? text.composer.longAttached(MAX_CHARACTERS)
          : text.composer.longRefused(MAX_CHARACTERS)}
      </p>
    </div>
  )
}
