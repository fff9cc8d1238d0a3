import { counted } from '../count.ts'
import { isolated } from '../isolate.ts'

export const drafts = {
  title: 'Drafts',
  counted: (count: number) => `Drafts, ${count.toLocaleString('en')}`,
  empty: 'No drafts',
  emptyText: 'What you write and do not send stays in its channel, and is listed here.',
  files: (count: number) => counted(count, 'file', 'files'),
  /** Nothing is written yet, and it is known whom it answers. */
  onlyReply: 'An answer, not written yet',
  answers: 'Answers a message',
  discard: (place: string) => `Discard draft in ${isolated(place)}`,
  discarded: 'Draft discarded',
  undo: 'Undo',
  open: (place: string) => `Open ${isolated(place)}`,
}
