import { isolated } from '../isolate.ts'

export const composer = {
  label: (channel: string) => `Message #${isolated(channel)}`,
  labelDirect: (user: string) => `Message @${isolated(user)}`,
  send: 'Send',
  attach: 'Attach files',
  emoji: 'Emoji',
  replyingTo: (name: string) => `Replying to ${isolated(name)}`,
  cancelReply: 'Cancel reply',
  noPermission: 'You may read here, but not write.',
  noPermissionOffline: 'You are offline. What you send goes out when you are back.',
  tooLong: (over: number) => `${over.toLocaleString('en')} too many`,
  typing: (user: string) => `${isolated(user)} is typing`,
  typingTwo: (first: string, second: string) => `${isolated(first)} and ${isolated(second)} are typing`,
  typingMany: 'Several people are typing',
}
