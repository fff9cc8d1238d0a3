import type { MessageId } from '#shared/models/ids.ts'
import type { MessageWindow } from '../../store/state.ts'

/** The message a jump leads to. */
export interface Landing {
  readonly messageId: MessageId
  /** What is kept on this computer does not reach what was asked for: of what there is, this is the nearest. */
  readonly isNearest?: true
}

type Range = Pick<MessageWindow, 'rows' | 'reachesStart'>

/** Nothing of that moment is missing before the first row. */
export const reachesBack = ({ rows: [first], reachesStart }: Range, at: number): boolean =>
  reachesStart || (first !== undefined && Date.parse(first.createdAt) < at)

/** The first message from a moment on. */
export const firstFrom = ({ rows }: Range, at: number): MessageId | undefined =>
  rows.find((row) => Date.parse(row.createdAt) >= at)?._id

/** Where a moment leads to in a range that what was written then may be missing of. */
export function landingIn(range: Range, at: number): Landing | undefined {
  const first = firstFrom(range, at)
  if (first !== undefined && reachesBack(range, at)) return { messageId: first }
  const messageId = first ?? range.rows.at(-1)?._id
  return messageId && { messageId, isNearest: true }
}
