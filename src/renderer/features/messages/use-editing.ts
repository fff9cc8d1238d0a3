import { useCallback, useState, type RefObject } from 'react'
import type { ChannelId } from '#shared/models/ids.ts'
import type { Message } from '#shared/models/message.ts'
import { useAccount } from '../../accounts/account-context.ts'
import { selectIsland, selectPending, selectWindow } from '../../store/selectors/messages.ts'
import { selectOverlay, shownWindow } from '../../store/selectors/shown.ts'
import { isReadable, type AccountState } from '../../store/state.ts'
import { useAccountStore } from '../../store/use-app-state.ts'
import { focusField } from './focus-field.ts'
import { keyOfRow, noncesOf } from './list-items.ts'

/** A message is being changed in its place. */
export interface Editing {
  /** The list's key of its row: the same once what is on its way has arrived. */
  readonly key: string
  /** What was typed so far: it outlasts the row, which becomes another one when its message arrives. */
  readonly typed: () => string | undefined
  readonly onType: (typed: string) => void
}

function beginEditing(key: string): Editing {
  let typed: string | undefined
  return {
    key,
    typed: () => typed,
    onType: (now) => {
      typed = now
    },
  }
}

/** The newest own message that has words: one on its way, else one that is there. */
function lastOwnKey(state: AccountState, channelId: ChannelId): string | undefined {
  const onItsWay = selectPending(state, channelId).findLast(({ content }) => content !== '')
  if (onItsWay !== undefined) return onItsWay.nonce
  const window = selectWindow(state, channelId)
  const rows = window === undefined ? [] : shownWindow(window, selectOverlay(state, channelId)).rows
  const own = rows.findLast(
    (row) =>
      isReadable(row) &&
      row.authorId?._id === state.me._id &&
      row.retractedAt === undefined &&
      (row.content ?? '') !== '',
  )
  return own === undefined ? undefined : keyOfRow(own, noncesOf(state.stored))
}

interface EditingOfChannel {
  readonly editing: Editing | undefined
  readonly onEdit: (message: Message) => void
  /** The newest own message, be it on its way or there. */
  readonly onEditLast: () => void
  /** Done with it: one goes on writing. */
  readonly onEdited: () => void
  /** Done with a row of another kind, whatever is being edited elsewhere. */
  readonly onWriteOn: () => void
}

export function useEditing(channelId: ChannelId, composer: RefObject<HTMLTextAreaElement | null>): EditingOfChannel {
  const store = useAccountStore()
  const { sync } = useAccount()
  const [editing, setEditing] = useState<Editing>()
  const onEdit = useCallback(
    (message: Message) => setEditing(beginEditing(keyOfRow(message, noncesOf(store.get().stored)))),
    [store],
  )
  const onWriteOn = useCallback(() => focusField(composer.current), [composer])
  const onEdited = useCallback(() => {
    setEditing(undefined)
    onWriteOn()
  }, [onWriteOn])
  return {
    editing,
    onEdit,
    onEdited,
    onWriteOn,
    onEditLast: () => {
      const key = lastOwnKey(store.get(), channelId)
      if (key === undefined) return
      // It stands among the newest messages, wherever somebody looks.
      if (selectIsland(store.get(), channelId) !== undefined) sync.lookAt(channelId, null)
      setEditing(beginEditing(key))
    },
  }
}
