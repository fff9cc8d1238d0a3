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
  /** What text becomes that is pasted and no message can hold. */
  longFile: 'message.txt',
  longAttached: (most: number) =>
    `A message has at most ${most.toLocaleString('en')} characters: the text goes with it as a file.`,
  longRefused: (most: number) =>
    `A message has at most ${most.toLocaleString('en')} characters: the text was left where it comes from.`,
}
