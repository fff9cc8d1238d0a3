import { SmilePlus } from 'lucide-react'
import { useRef, useState, type KeyboardEvent, type ReactElement } from 'react'
import { useText } from '../../i18n/text-provider.tsx'
import { IconButton } from '../../ui/icon-button.tsx'
import { Popover } from '../../ui/popover.tsx'
import { quickEmoji } from './quick-emoji.ts'

const COLUMNS = 6

const steps: Readonly<Record<string, number>> = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -COLUMNS, ArrowDown: COLUMNS }

interface EmojiGridProps {
  /** The one this person has chosen. */
  readonly own: string | undefined
  readonly onChoose: (emoji: string) => void
}

/** A dozen to choose from; arrow keys move through it. */
function EmojiGrid({ own, onChoose }: EmojiGridProps): ReactElement {
  const text = useText()
  const grid = useRef<HTMLDivElement>(null)

  function onKeyDown(event: KeyboardEvent): void {
    const step = steps[event.key]
    if (step === undefined) return
    const buttons = [...(grid.current?.querySelectorAll('button') ?? [])]
    const at = buttons.findIndex((button) => button === document.activeElement)
    event.preventDefault()
    buttons[Math.min(buttons.length - 1, Math.max(0, at + step))]?.focus()
  }

  return (
    // The keys belong to its buttons.
    // oxlint-disable-next-line jsx-a11y/interactive-supports-focus
    <div ref={grid} className="emoji-grid" role="toolbar" aria-label={text.messages.react} onKeyDown={onKeyDown}>
      {quickEmoji.map((emoji) => (
        <button
          key={emoji}
          type="button"
          className="emoji-one"
          aria-label={text.messages.reactWith(emoji)}
          aria-pressed={emoji === own}
          onClick={() => onChoose(emoji)}
        >
          <span aria-hidden="true">{emoji}</span>
        </button>
      ))}
    </div>
  )
}

interface EmojiButtonProps extends EmojiGridProps {
  readonly onOpenChange: (open: boolean) => void
}

/** Opens the emoji; a chosen one is set at once, and chosen again it is taken away. */
export function EmojiButton({ own, onChoose, onOpenChange }: EmojiButtonProps): ReactElement {
  const text = useText()
  const [open, setOpen] = useState(false)
  const show = (shown: boolean): void => {
    setOpen(shown)
    onOpenChange(shown)
  }
  return (
    <Popover
      open={open}
      onOpenChange={show}
      label={text.messages.react}
      trigger={<IconButton icon={SmilePlus} size="small" label={text.messages.react} />}
    >
      <EmojiGrid
        own={own}
        onChoose={(emoji) => {
          show(false)
          onChoose(emoji)
        }}
      />
    </Popover>
  )
}
