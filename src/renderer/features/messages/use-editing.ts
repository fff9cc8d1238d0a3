import { useCallback, useState, type RefObject } from 'react'
import type { ChannelId, UserId } from '#shared/models/ids.ts'
import type { Message } from '#shared/models/message.ts'
import { selectPending } from '../../store/selectors/messages.ts'
import { isReadable, type MessageWindow, type PendingMessage } from '../../store/state.ts'
import { useAccountStore } from '../../store/use-app-state.ts'
import { focusField } from './focus-field.ts'
import { keyOfRow } from './list-items.ts'

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

interface Written {
  readonly rows: MessageWindow['rows']
  readonly pending: readonly PendingMessage[]
}

/** The newest own message that has words: one on its way, else one that is there. */
function lastOwnKey({ rows, pending }: Written, me: UserId): string | undefined {
  const onItsWay = pending.findLast(({ sticker }) => sticker === undefined)
  if (onItsWay !== undefined) return onItsWay.nonce
  const own = rows.filter(isReadable).findLast((row) => row.authorId?._id === me && !row.retractedAt)
  return own === undefined ? undefined : keyOfRow(own, me)
}

interface EditingOfChannel {
  readonly editing: Editing | undefined
  readonly onEdit: (message: Message) => void
  /** The newest own message, be it on its way or there. */
  readonly onEditLast: () => void
  /** Done with it, or with a row of another kind: one goes on writing. */
  readonly onWriteOn: () => void
}

export function useEditing(channelId: ChannelId, composer: RefObject<HTMLTextAreaElement | null>): EditingOfChannel {
  const store = useAccountStore()
  const [editing, setEditing] = useState<Editing>()
  const onEdit = useCallback(
    (message: Message) => setEditing(beginEditing(keyOfRow(message, store.get().me._id))),
    [store],
  )
  const onWriteOn = useCallback(() => {
    setEditing(undefined)
    focusField(composer.current)
  }, [composer])
  return {
    editing,
    onEdit,
    onWriteOn,
    onEditLast: () => {
      const state = store.get()
      const written = { rows: state.windows[channelId]?.rows ?? [], pending: selectPending(state, channelId) }
      const key = lastOwnKey(written, state.me._id)
      if (key !== undefined) setEditing(beginEditing(key))
    },
  }
}
