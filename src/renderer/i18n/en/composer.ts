import { isolated } from '../isolate.ts'

export const composer = {
  label: (channel: string) => `Message #${isolated(channel)}`,
  labelDirect: (user: string) => `Message @${isolated(user)}`,
  send: 'Send',
  /** The name of whoever is answered follows. */
  replyingTo: 'Replying to',
  replyingToEarlier: 'Replying to an earlier message',
  replyGone: 'The message you answer was retracted. Yours will be sent without a quote.',
  cancelReply: 'Cancel reply',
  noPermission: 'You may read here, but not write.',
  tooLong: (over: number) => `${over.toLocaleString('en')} too many`,
}
