import { useVirtualizer, type Virtualizer } from '@tanstack/react-virtual'
import { ArrowDown } from 'lucide-react'
import { useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState, type ReactElement } from 'react'
import type { ChannelId } from '#shared/models/ids.ts'
import type { Message } from '#shared/models/message.ts'
import { useAccount } from '../../accounts/account-context.ts'
import { useText } from '../../i18n/text-provider.tsx'
import { beginsDay } from '../../store/selectors/messages.ts'
import type { MessageWindow, PendingMessage } from '../../store/state.ts'
import { Spinner } from '../../ui/spinner.tsx'
import { Dividers } from './dividers.tsx'
import { findMessage, itemAt, keyOf, startsGroup, type ListContent, type ListItem } from './list-items.ts'
import { useSurroundings } from './message-context.ts'
import { MessageRow, type RowHandlers } from './message-row.tsx'
import { PendingRow } from './pending-row.tsx'
import { useArrivals } from './use-arrivals.ts'
import { useFirstNew } from './use-first-new.ts'
import { useReading } from './use-reading.ts'

const ESTIMATED_ROW_PX = 44
/** Rows drawn beyond the edges, so that a fling shows no gap. */
const OVERSCAN = 8
/** Nearer than this to the end is at the end. */
const END_PX = 48
/** Nearer than this to the top, the next page is read. */
const OLDER_PX = 600
/** So far from the end that a way back is offered. */
const FAR_PX = 1_200

type List = Virtualizer<HTMLDivElement, HTMLDivElement>

interface MessageListProps {
  readonly channelId: ChannelId
  readonly label: string
  readonly window: MessageWindow
  readonly pending: readonly PendingMessage[]
  readonly editing: Message | undefined
  readonly handlers: Omit<RowHandlers, 'onJump'>
  /** Lets the composer bring the newest message into view. */
  readonly toEnd: { current: () => void }
}

interface Position {
  readonly atEnd: boolean
  readonly far: boolean
}

/** Where the reader is, as far as anything depends on it. */
function usePosition(list: List): Position {
  const distance = list.getDistanceFromEnd()
  return { atEnd: distance <= END_PX, far: distance > FAR_PX }
}

/** The messages of a channel: only those in view are drawn, and what is being read never moves by itself. */
export function MessageList(props: MessageListProps): ReactElement {
  const { channelId, label, window, pending, editing, handlers, toEnd } = props
  const text = useText()
  const { sync } = useAccount()
  const { me } = useSurroundings()
  const scroller = useRef<HTMLDivElement>(null)
  const content = useMemo<ListContent>(() => ({ rows: window.rows, pending }), [window.rows, pending])
  const [highlit, setHighlit] = useState<string>()

  const list = useVirtualizer<HTMLDivElement, HTMLDivElement>({
    count: content.rows.length + content.pending.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ESTIMATED_ROW_PX,
    getItemKey: useCallback((index: number) => keyOf(content, index), [content]),
    overscan: OVERSCAN,
    anchorTo: 'end',
    followOnAppend: true,
    scrollEndThreshold: END_PX,
    paddingEnd: 16,
  })
  const { atEnd, far } = usePosition(list)
  const firstNew = useFirstNew(channelId, window)
  const waiting = useArrivals(window.rows, atEnd, me)
  useReading({ channelId, newest: window.rows.at(-1)?._id, atEnd })

  useLayoutEffect(() => {
    list.scrollToEnd()
  }, [list])

  useEffect(() => {
    toEnd.current = () => {
      list.scrollToEnd()
    }
  }, [list, toEnd])

  const nearTop = (list.scrollOffset ?? Number.POSITIVE_INFINITY) < OLDER_PX
  useEffect(() => {
    if (nearTop && window.older === 'idle' && !window.reachesStart) sync.readOlder(channelId)
  }, [nearTop, window.older, window.reachesStart, window.rows, sync, channelId])

  const rowHandlers = useMemo<RowHandlers>(
    () => ({
      ...handlers,
      onJump: (message) => {
        const index = content.rows.findIndex((row) => row._id === message._id)
        if (index < 0) return
        list.scrollToIndex(index, { align: 'center' })
        setHighlit(undefined)
        requestAnimationFrame(() => {
          setHighlit(message._id)
        })
      },
    }),
    [handlers, content, list],
  )

  function draw(item: ListItem): ReactElement {
    if (item.kind === 'pending') return <PendingRow pending={item.pending} head={item.head} />
    const { row, before } = item
    const isFirstNew = firstNew?.row === row._id
    const reply = 'kind' in row ? undefined : row.referencedMessageId
    return (
      <>
        <Dividers at={row.createdAt} day={beginsDay(row, before)} newSince={isFirstNew ? firstNew.since : undefined} />
        <MessageRow
          row={row}
          head={startsGroup(item, isFirstNew)}
          editing={editing?._id === row._id}
          original={findMessage(content.rows, reply)}
          handlers={rowHandlers}
        />
      </>
    )
  }

  return (
    <div className="message-area">
      <div
        ref={scroller}
        className="message-scroller"
        role="log"
        aria-label={label}
        aria-live="off"
        aria-busy={window.catchingUp}
        tabIndex={0}
      >
        <div className="message-track" style={{ height: list.getTotalSize() }}>
          {window.older === 'loading' ? (
            <div className="message-older">
              <Spinner /> {text.messages.loadingOlder}
            </div>
          ) : null}
          {list.getVirtualItems().map(({ key, index, start }) => {
            const item = itemAt(content, index, me)
            if (item === undefined) return null
            const lit = item.kind === 'row' && item.row._id === highlit
            return (
              <div
                key={key}
                ref={list.measureElement}
                data-index={index}
                className={lit ? 'message-slot message-slot-lit' : 'message-slot'}
                style={{ transform: `translateY(${start}px)` }}
              >
                {draw(item)}
              </div>
            )
          })}
        </div>
      </div>
      {waiting > 0 || far ? (
        <button
          type="button"
          className="message-jump"
          onClick={() => {
            list.scrollToEnd()
          }}
        >
          <ArrowDown aria-hidden="true" />
          {waiting > 0 ? text.messages.newMessages(waiting) : text.messages.jumpToPresent}
        </button>
      ) : null}
    </div>
  )
}
