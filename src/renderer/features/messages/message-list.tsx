import { ArrowDown } from 'lucide-react'
import { useCallback, useEffect, useLayoutEffect, useMemo, useState, type ReactElement } from 'react'
import type { ChannelId } from '#shared/models/ids.ts'
import type { Message } from '#shared/models/message.ts'
import { useAccount } from '../../accounts/account-context.ts'
import { useText } from '../../i18n/text-provider.tsx'
import { useNow } from '../../parts/use-now.ts'
import type { MessageWindow, PendingMessage } from '../../store/state.ts'
import { useAppState } from '../../store/use-app-state.ts'
import type { Editing } from './use-editing.ts'
import { findMessage, noncesOf, type ListContent } from './list-items.ts'
import { MessageContextMenu } from './message-context-menu.tsx'
import { useSurroundings } from './message-context.ts'
import type { RowHandlers } from './message-row.tsx'
import { MessageSlot } from './message-slot.tsx'
import { NewerEnd, OlderEnd } from './range-ends.tsx'
import { useArrivalAnnouncements, useWaiting } from './use-arrivals.ts'
import { useDeeds } from './use-deeds.ts'
import { useFirstNew } from './use-first-new.ts'
import type { JumpGoal, JumpsOfChannel } from './use-jumps.ts'
import { useKeptRows } from './use-kept-rows.ts'
import { useMessageList, type MessageListView } from './use-message-list.ts'
import { useReading } from './use-reading.ts'
import { useRowFocus } from './use-row-focus.ts'
import { useShownIsland } from './use-shown.ts'

interface MessageListProps {
  readonly channelId: ChannelId
  readonly label: string
  readonly window: MessageWindow
  readonly pending: readonly PendingMessage[]
  readonly editing: Editing | undefined
  readonly onEdit: (message: Message) => void
  readonly onEdited: () => void
  readonly onWriteOn: () => void
  readonly onRetract: (message: Message) => void
  /** Grows with each message sent from here: the newest comes into view. */
  readonly sent: number
  readonly jumps: JumpsOfChannel
}

/** Brings a message that was gone to into view and lights it up for a moment, each time somebody goes there. */
function useReached(
  goal: JumpGoal | undefined,
  content: ListContent,
  list: MessageListView['list'],
): string | undefined {
  const [lit, setLit] = useState<string>()
  useLayoutEffect(() => {
    if (goal === undefined) return
    const index = content.rows.findIndex((row) => row._id === goal.messageId)
    if (index < 0) return
    list.scrollToIndex(index, { align: 'center' })
    setLit(undefined)
    requestAnimationFrame(() => setLit(goal.messageId))
    // Rows that come later move nobody: only another goal does.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [goal, list])
  return lit
}

/** Brings the message that is edited into view when that begins. */
function useEditedInView(
  editing: Editing | undefined,
  edited: number | undefined,
  list: MessageListView['list'],
): void {
  useLayoutEffect(() => {
    if (edited === undefined) return
    const [, align] = list.getOffsetForIndex(edited) ?? []
    // What is in view is not moved at all.
    if (align !== 'auto') list.scrollToIndex(edited)
    // Whoever scrolls away from it meanwhile is not brought back.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [editing, list])
}

/** The way to the newest messages: scrolled to once they are what is shown. */
function useToPresent(channelId: ChannelId, list: MessageListView['list']): () => void {
  const { sync } = useAccount()
  const [asked, setAsked] = useState(0)
  useLayoutEffect(() => {
    if (asked > 0) list.scrollToEnd()
  }, [list, asked])
  return useCallback(() => {
    sync.lookAt(channelId, null)
    setAsked((count) => count + 1)
  }, [sync, channelId])
}

const NOTHING_PENDING: readonly PendingMessage[] = []

/** The messages of a channel: only those in view are drawn, and what is being read never moves by itself. */
export function MessageList(props: MessageListProps): ReactElement {
  const { channelId, label, window, editing, onEdit, onEdited, onWriteOn, onRetract, sent, jumps } = props
  const text = useText()
  const { sync } = useAccount()
  const { me } = useSurroundings()
  const now = useNow(30_000)
  const island = useShownIsland(channelId)
  const range = island ?? window
  const pending = island === undefined ? props.pending : NOTHING_PENDING
  const stored = useAppState((state) => state.stored)
  const nonces = useMemo(() => noncesOf(stored), [stored])
  const content = useMemo<ListContent>(() => ({ rows: range.rows, pending, nonces }), [range.rows, pending, nonces])
  const kept = useKeptRows(content, editing?.key)
  const view = useMessageList(channelId, content, { range, kept })
  const { list, scroller, atEnd, far } = view
  const firstNew = useFirstNew(channelId, window)
  const atPresent = atEnd && island === undefined
  const waiting = useWaiting(window.rows, atPresent, me)
  const lit = useReached(jumps.reached, content, list)
  useEditedInView(editing, kept.edited, list)
  const toPresent = useToPresent(channelId, list)
  const deedsOf = useDeeds({ onEdit, onRetract })
  const handlers = useMemo<RowHandlers>(
    () => ({ deedsOf, onJump: jumps.to, onEdited, onWriteOn }),
    [deedsOf, jumps.to, onEdited, onWriteOn],
  )
  const [menuFor, setMenuFor] = useState<string>()
  const onKeyDown = useRowFocus(scroller, list)
  useArrivalAnnouncements(window.rows, me)
  useReading({ channelId, newest: window.rows.at(-1)?._id, atEnd: atPresent })

  useEffect(() => {
    if (sent > 0) toPresent()
  }, [toPresent, sent])

  return (
    <div className="message-area">
      <MessageContextMenu find={(id) => findMessage(range.rows, id)} deedsOf={deedsOf} onOpenFor={setMenuFor}>
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
          onFocus={kept.onFocus}
        >
          <div className="message-track" style={{ height: list.getTotalSize() }}>
            <OlderEnd state={range.older} onAgain={() => sync.readOlder(channelId)} />
            {list.getVirtualItems().map(({ key, index, start }) => {
              const isLit = lit !== undefined && content.rows[index]?._id === lit
              return (
                <div
                  key={key}
                  ref={list.measureElement}
                  data-index={index}
                  className={isLit ? 'message-slot message-slot-lit' : 'message-slot'}
                  style={{ transform: `translateY(${start}px)` }}
                >
                  <MessageSlot {...{ content, index, firstNew, editing, handlers, now, menuFor }} />
                </div>
              )
            })}
            {island === undefined ? null : <NewerEnd state={island.newer} onAgain={() => sync.readNewer(channelId)} />}
          </div>
        </div>
      </MessageContextMenu>
      {waiting > 0 || far || island !== undefined ? (
        <button type="button" className="message-jump" onClick={toPresent}>
          <ArrowDown aria-hidden="true" />
          {waiting > 0 ? text.messages.newMessages(waiting) : text.messages.jumpToPresent}
        </button>
      ) : null}
    </div>
  )
}
