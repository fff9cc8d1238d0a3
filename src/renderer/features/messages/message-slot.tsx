import { memo, type ReactElement } from 'react'
import { beginsDay } from '../../store/selectors/messages.ts'
import { Dividers } from './dividers.tsx'
import type { Editing } from './use-editing.ts'
import { findMessage, itemAt, keyOfRow, startsGroup, type ListContent } from './list-items.ts'
import { useSurroundings } from './message-context.ts'
import { MessageRow, type RowHandlers } from './message-row.tsx'
import { PendingRow } from './pending-row.tsx'
import type { FirstNew } from './use-first-new.ts'

interface MessageSlotProps {
  readonly content: ListContent
  readonly index: number
  readonly firstNew: FirstNew | undefined
  readonly editing: Editing | undefined
  readonly handlers: RowHandlers
  readonly now: Date
  /** The message whose menu is open. */
  readonly menuFor: string | undefined
}

/**
 * What stands at one place of the list: a message with the dividers above it, or one that is on its way. That the list
 * was scrolled draws none of them again.
 */
export const MessageSlot = memo(function MessageSlot(props: MessageSlotProps): ReactElement | null {
  const { content, index, firstNew, editing, handlers, now, menuFor } = props
  const { me } = useSurroundings()
  const item = itemAt(content, index, me)
  const ifHere = (key: string): Editing | undefined => (editing?.key === key ? editing : undefined)
  if (item === undefined) return null
  if (item.kind === 'pending') {
    const { pending, head } = item
    const original = findMessage(content.rows, pending.referencedMessageId)
    return <PendingRow {...{ pending, head, original, handlers }} editing={ifHere(pending.nonce)} />
  }
  const { row, before } = item
  const newHere = firstNew?.row === row._id ? firstNew : undefined
  const reply = 'kind' in row ? undefined : row.referencedMessageId
  return (
    <>
      <Dividers at={row.createdAt} day={beginsDay(row, before)} newSince={newHere?.since} now={now} />
      <MessageRow
        row={row}
        head={startsGroup(item, newHere !== undefined)}
        editing={ifHere(keyOfRow(row, content.nonces))}
        menuOpen={menuFor === row._id}
        original={findMessage(content.rows, reply)}
        handlers={handlers}
      />
    </>
  )
})
