import { ArrowUp, Lock, Plus } from 'lucide-react'
import {
  useEffect,
  useRef,
  useState,
  type ClipboardEvent,
  type KeyboardEvent,
  type ReactElement,
  type RefObject,
} from 'react'
import type { ChannelId } from '#shared/models/ids.ts'
import { useAccount } from '../../accounts/account-context.ts'
import { useText } from '../../i18n/text-provider.tsx'
import { MAX_CHARACTERS } from '../../parts/max-characters.ts'
import { useAppList } from '../../store/use-app-state.ts'
import type { AccountState } from '../../store/state.ts'
import { classNames } from '../../ui/class-names.ts'
import { IconButton } from '../../ui/icon-button.tsx'
import { isComposing } from '../../ui/is-composing.ts'
import { FileChips, FilesFailed } from './draft-files.tsx'
import { LongText } from './long-text.tsx'
import { isGone, ReplyBar, type ReplyTarget } from './reply-bar.tsx'
import { sendMessage } from './send-message.ts'
import { focusField } from './focus-field.ts'
import { offeredBy, type Offered } from './use-attach.ts'
import { useDraft } from './use-draft.ts'
import { useReplyTarget } from './use-reply-target.ts'

interface ComposerProps {
  readonly channelId: ChannelId
  /** The field itself, for whoever wants to put the focus there. */
  readonly area: RefObject<HTMLTextAreaElement | null>
  /** `Message #general`, `Message @mika`. */
  readonly label: string
  /** Whether one writes here next; false where the keys that are on their way were meant for another field. */
  readonly takesFocus: boolean
  readonly mayWrite: boolean
  readonly mayAttach: boolean
  readonly onAttach: (offered: Offered) => void
  readonly onSent: () => void
  /** Up in an empty field: the last own message is edited. */
  readonly onEditLast: () => void
  /** Beside the button that sends. */
  readonly tools?: ReactElement | null
}

/** Shown once the end is near, so that nobody is surprised by it. */
const COUNT_FROM = MAX_CHARACTERS - 200

const NO_FILES: readonly string[] = []

const failedOf = ({ outgoing, draftFiles }: AccountState, channelId: ChannelId): readonly string[] =>
  (draftFiles[channelId] ?? NO_FILES).filter((id) => ['failed', 'gone'].includes(outgoing[id]?.progress.status ?? ''))

interface Sending {
  readonly value: string
  readonly setValue: (value: string) => void
  readonly files: readonly string[]
  /** The files that are not there, once somebody wanted to send all the same. */
  readonly failed: readonly string[]
  readonly target: ReplyTarget | undefined
  readonly send: () => void
  readonly sendWithout: () => void
}

/** Text and files of one channel's draft, and their way out. */
function useSending(channelId: ChannelId, onSent: () => void): Sending {
  const { sync } = useAccount()
  const [value, setValue] = useDraft(channelId)
  const files = useAppList((state) => state.draftFiles[channelId] ?? NO_FILES)
  const failed = useAppList((state) => failedOf(state, channelId))
  const target = useReplyTarget(channelId)
  const [wanted, setWanted] = useState(false)

  function sendWith(going: readonly string[]): void {
    setWanted(false)
    const answer = target === undefined || isGone(target) ? {} : { referencedMessageId: target.id }
    if (!sendMessage(sync.outbox, { channelId, content: value, files: going, ...answer })) return
    sync.uploads.take(channelId)
    sync.drafts.clear(channelId)
    onSent()
  }

  return {
    value,
    setValue,
    files,
    failed: wanted ? failed : NO_FILES,
    target,
    send: () => {
      if (failed.length === 0) sendWith(files)
      else setWanted(true)
    },
    sendWithout: () => {
      for (const id of failed) sync.uploads.remove(id)
      sendWith(files.filter((id) => !failed.includes(id)))
    },
  }
}

/** The button that opens the system's file dialog. */
function AttachButton({ onAttach }: { readonly onAttach: (offered: Offered) => void }): ReactElement {
  const text = useText()
  const input = useRef<HTMLInputElement>(null)
  return (
    <span className="composer-plus">
      <input
        ref={input}
        type="file"
        multiple
        hidden
        onChange={(event) => {
          onAttach({ files: [...(event.target.files ?? [])], folders: [] })
          // The same file once more is a choice too.
          event.target.value = ''
        }}
      />
      <IconButton icon={Plus} label={text.files.attach} onClick={() => input.current?.click()} />
    </span>
  )
}

/** Writes one message. Enter sends, Shift+Enter breaks the line, an input method keeps its keys to itself. */
export function Composer(props: ComposerProps): ReactElement {
  const { channelId, area, label, takesFocus, mayWrite, mayAttach, onAttach, onSent, onEditLast, tools = null } = props
  const text = useText()
  const { sync } = useAccount()
  const { value, setValue, files, failed, target, send, sendWithout } = useSending(channelId, onSent)
  const over = value.length - MAX_CHARACTERS

  useEffect(() => {
    // A channel is opened to talk.
    if (takesFocus) focusField(area.current)
    // Only once: whoever goes somewhere else later keeps what they chose.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [area])

  function cancelReply(): void {
    sync.drafts.answer(channelId, null)
    focusField(area.current)
  }

  function onKeyDown(event: KeyboardEvent): void {
    if (isComposing(event)) return
    if (event.key === 'Enter' && !event.shiftKey) {
      event.preventDefault()
      send()
    } else if (event.key === 'ArrowUp' && value === '') {
      event.preventDefault()
      onEditLast()
    } else if (event.key === 'Escape' && target !== undefined) {
      event.preventDefault()
      cancelReply()
    }
  }

  /** Where there is text on the clipboard, the text is meant: spreadsheets put a picture of the cells beside it. */
  function onPaste(event: ClipboardEvent): void {
    const { clipboardData } = event
    if (clipboardData.files.length === 0 || clipboardData.getData('text/plain') !== '') return
    event.preventDefault()
    onAttach(offeredBy(clipboardData))
  }

  if (!mayWrite) {
    return (
      <div className="composer composer-note">
        <Lock aria-hidden="true" />
        <p>{text.composer.noPermission}</p>
      </div>
    )
  }
  const mayGo = (value.trim() !== '' || files.length > 0) && over <= 0
  return (
    <form
      className="composer"
      onSubmit={(event) => {
        event.preventDefault()
        send()
      }}
    >
      {target === undefined ? null : <ReplyBar target={target} onCancel={cancelReply} />}
      {failed.length > 0 ? <FilesFailed failed={failed} onSendWithout={sendWithout} /> : null}
      <FileChips files={files} isSpoken />
      <LongText {...{ channelId, area, mayAttach, value, onAttach }} />
      <div className="composer-line">
        {mayAttach ? <AttachButton onAttach={onAttach} /> : null}
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
            sync.type(channelId)
          }}
          onKeyDown={onKeyDown}
          onPaste={onPaste}
        />
        {value.length > COUNT_FROM ? (
          <output className={classNames('composer-count', over > 0 && 'text-bad')}>
            {over > 0 ? text.composer.tooLong(over) : -over}
          </output>
        ) : null}
        {tools}
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
