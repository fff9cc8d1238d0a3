import { counted } from '../count.ts'
import { isolated } from '../isolate.ts'

const things = (messages: number, changes: number): string =>
  [
    ...(messages > 0 ? [counted(messages, 'message', 'messages')] : []),
    ...(changes > 0 ? [counted(changes, 'change', 'changes')] : []),
  ].join(' and ')

export const outbox = {
  title: 'Outbox',
  /** In the account's menu, where something is in it. */
  counted: (count: number) => `Outbox, ${counted(count, 'item', 'items')}`,
  open: 'Open outbox',
  waiting: (messages: number, changes: number) => `${things(messages, changes)} waiting.`,
  goesOut: (count: number): string =>
    count === 1 ? 'It goes out once you are back online.' : 'They go out in this order once you are back online.',
  unsettledElsewhere: (messages: number, changes: number) =>
    `${things(messages, changes)} in other channels ${messages + changes === 1 ? 'needs' : 'need'} you.`,
  empty: 'Nothing is on its way',
  emptyText: 'What you send, change and take back stands here until it has arrived.',
  /** The name of a channel that is not known here yet. */
  unknownPlace: 'Another channel',
  edit: 'Edit',
  kinds: {
    message: 'Message',
    edit: 'Edit of a message',
    retraction: 'Retraction of a message',
  },
  sticker: (name: string) => `Sticker: ${isolated(name)}`,
  reaction: (emoji: string) => `Reaction ${emoji}`,
  reactionOff: (emoji: string) => `Reaction ${emoji} taken away`,
  /** The words of the message that is reacted to or retracted. */
  to: (words: string) => `To: ${isolated(words)}`,
}
