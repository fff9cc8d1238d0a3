import { ArrowUp, Lock } from 'lucide-react'
import { useEffect, type KeyboardEvent, type ReactElement, type RefObject } from 'react'
import type { ChannelId } from '#shared/models/ids.ts'
import { useAccount } from '../../accounts/account-context.ts'
import { useText } from '../../i18n/text-provider.tsx'
import { classNames } from '../../ui/class-names.ts'
import { IconButton } from '../../ui/icon-button.tsx'
import { isComposing } from '../../ui/is-composing.ts'
import { MAX_CHARACTERS, sendMessage } from './send-message.ts'
import { useDraft } from './use-draft.ts'

interface ComposerProps {
  readonly channelId: ChannelId
  /** The field itself, for whoever wants to put the focus there. */
  readonly area: RefObject<HTMLTextAreaElement | null>
  /** `Message #general`, `Message @mika`. */
  readonly label: string
  readonly mayWrite: boolean
  readonly onSent: () => void
  /** Up in an empty field: the last own message is edited. */
  readonly onEditLast: () => void
}

/** Shown once the end is near, so that nobody is surprised by it. */
const COUNT_FROM = MAX_CHARACTERS - 200

/** Writes one message. Enter sends, Shift+Enter breaks the line, an input method keeps its keys to itself. */
export function Composer({ channelId, area, label, mayWrite, onSent, onEditLast }: ComposerProps): ReactElement {
  const text = useText()
  const { sync } = useAccount()
  const [value, setValue] = useDraft(channelId)
  const over = value.length - MAX_CHARACTERS

  useEffect(() => {
    // A channel is opened to talk; on a touch screen the keyboard would jump up unasked.
    if (matchMedia('(hover: hover)').matches) area.current?.focus({ preventScroll: true })
  }, [area])

  function send(): void {
    if (!sendMessage(sync.outbox, { channelId, content: value })) return
    setValue('')
    onSent()
  }

  function onKeyDown(event: KeyboardEvent): void {
    if (isComposing(event)) return
    if (event.key === 'Enter' && !event.shiftKey) {
      event.preventDefault()
      send()
    } else if (event.key === 'ArrowUp' && value === '') {
      event.preventDefault()
      onEditLast()
    }
  }

  if (!mayWrite) {
    return (
      <div className="composer composer-note">
        <Lock aria-hidden="true" />
        <p>{text.composer.noPermission}</p>
      </div>
    )
  }
  const mayGo = value.trim() !== '' && over <= 0
  return (
    <form
      className="composer"
      onSubmit={(event) => {
        event.preventDefault()
        send()
      }}
    >
      <div className="composer-line">
        <textarea
          ref={area}
          rows={1}
          className="composer-text"
          aria-label={label}
          placeholder={label}
          value={value}
          dir="auto"
          onChange={(event) => {
            setValue(event.target.value)
          }}
          onKeyDown={onKeyDown}
        />
        {value.length > COUNT_FROM ? (
          <output className={classNames('composer-count', over > 0 && 'text-bad')}>
            {over > 0 ? text.composer.tooLong(over) : -over}
          </output>
        ) : null}
        <IconButton
          type="submit"
          icon={ArrowUp}
          label={text.composer.send}
          tone={mayGo ? 'send' : 'send-idle'}
          aria-disabled={!mayGo}
        />
      </div>
    </form>
  )
}
