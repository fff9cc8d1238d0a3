import { ArrowDown } from 'lucide-react'
import { useCallback, useEffect, useMemo, useState, type ReactElement } from 'react'
import type { ChannelId } from '#shared/models/ids.ts'
import type { Message } from '#shared/models/message.ts'
import { useAccount } from '../../accounts/account-context.ts'
import { useText } from '../../i18n/text-provider.tsx'
import { useNow } from '../../parts/use-now.ts'
import type { MessageWindow, PendingMessage } from '../../store/state.ts'
import { useAccountStore } from '../../store/use-app-state.ts'
import { Button } from '../../ui/button.tsx'
import { Spinner } from '../../ui/spinner.tsx'
import { findMessage, itemAt, type ListContent } from './list-items.ts'
import { MessageContextMenu } from './message-context-menu.tsx'
import { useSurroundings } from './message-context.ts'
import type { RowHandlers } from './message-row.tsx'
import { MessageSlot } from './message-slot.tsx'
import { useArrivalAnnouncements, useWaiting } from './use-arrivals.ts'
import { useDeeds } from './use-deeds.ts'
import { useFirstNew } from './use-first-new.ts'
import { useMessageList, type MessageListView } from './use-message-list.ts'
import { useReading } from './use-reading.ts'
import { useRowFocus } from './use-row-focus.ts'

interface MessageListProps {
  readonly channelId: ChannelId
  readonly label: string
  readonly window: MessageWindow
  readonly pending: readonly PendingMessage[]
  readonly editing: Message | undefined
  readonly onEdit: (message: Message | undefined) => void
  readonly onRetract: (message: Message) => void
  /** Grows with each message sent from here: the newest comes into view. */
  readonly sent: number
}

/** Brings a message into view and lights it up for a moment, each time it is asked for. */
function useJump(channelId: ChannelId, list: MessageListView['list']): readonly [string | undefined, Jump] {
  const store = useAccountStore()
  const [lit, setLit] = useState<string>()
  const jump = useCallback(
    (message: Message) => {
      const index = store.get().windows[channelId]?.rows.findIndex((row) => row._id === message._id) ?? -1
      if (index < 0) return
      list.scrollToIndex(index, { align: 'center' })
      setLit(undefined)
      requestAnimationFrame(() => setLit(message._id))
    },
    [store, channelId, list],
  )
  return [lit, jump]
}

type Jump = (message: Message) => void

/** Above the first row: what becomes of the page before it. */
function Older({ state, onAgain }: { state: MessageWindow['older']; onAgain: () => void }): ReactElement | null {
  const text = useText()
  if (state === 'idle') return null
  if (state === 'unkept') return <div className="message-older">{text.messages.olderUnkept}</div>
  return (
    <div className="message-older" role={state === 'failed' ? 'alert' : undefined}>
      {state === 'loading' ? <Spinner /> : null}
      {state === 'loading' ? text.messages.loadingOlder : text.messages.olderFailed}
      {state === 'failed' ? (
        <Button size="small" onClick={onAgain}>
          {text.ui.tryAgain}
        </Button>
      ) : null}
    </div>
  )
}

/** The messages of a channel: only those in view are drawn, and what is being read never moves by itself. */
export function MessageList(props: MessageListProps): ReactElement {
  const { channelId, label, window, pending, editing, onEdit, onRetract, sent } = props
  const text = useText()
  const { sync } = useAccount()
  const { me } = useSurroundings()
  const now = useNow(30_000)
  const content = useMemo<ListContent>(() => ({ rows: window.rows, pending }), [window.rows, pending])
  const view = useMessageList(channelId, content, window)
  const { list, scroller, atEnd, far } = view
  const firstNew = useFirstNew(channelId, window)
  const waiting = useWaiting(window.rows, atEnd, me)
  const [lit, onJump] = useJump(channelId, list)
  const deedsOf = useDeeds({ onEdit, onRetract })
  const handlers = useMemo<RowHandlers>(
    () => ({ deedsOf, onJump, onEdited: () => onEdit(undefined) }),
    [deedsOf, onJump, onEdit],
  )
  const [menuFor, setMenuFor] = useState<string>()
  const onKeyDown = useRowFocus(scroller, list)
  useArrivalAnnouncements(window.rows, me)
  useReading({ channelId, newest: window.rows.at(-1)?._id, atEnd })

  useEffect(() => {
    if (sent > 0) list.scrollToEnd()
  }, [list, sent])

  return (
    <div className="message-area">
      <MessageContextMenu find={(id) => findMessage(window.rows, id)} deedsOf={deedsOf} onOpenFor={setMenuFor}>
        {/* What scrolls must be reachable from the keyboard, and so must its rows. */}
        {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions */}
        <div
          ref={scroller}
          className="message-scroller"
          role="log"
          aria-label={label}
          aria-live="off"
          // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
          tabIndex={0}
          onKeyDown={onKeyDown}
        >
          <div className="message-track" style={{ height: list.getTotalSize() }}>
            <Older state={window.older} onAgain={() => sync.readOlder(channelId)} />
            {list.getVirtualItems().map(({ key, index, start }) => {
              const item = itemAt(content, index, me)
              if (item === undefined) return null
              const isLit = item.kind === 'row' && item.row._id === lit
              return (
                <div
                  key={key}
                  ref={list.measureElement}
                  data-index={index}
                  className={isLit ? 'message-slot message-slot-lit' : 'message-slot'}
                  style={{ transform: `translateY(${start}px)` }}
                >
                  <MessageSlot {...{ item, content, firstNew, editing, handlers, now, menuFor }} />
                </div>
              )
            })}
          </div>
        </div>
      </MessageContextMenu>
      {waiting > 0 || far ? (
        <button type="button" className="message-jump" onClick={() => list.scrollToEnd()}>
          <ArrowDown aria-hidden="true" />
          {waiting > 0 ? text.messages.newMessages(waiting) : text.messages.jumpToPresent}
        </button>
      ) : null}
    </div>
  )
}
