import { isolated } from '../isolate.ts'

export const composer = {
  label: (channel: string) => `Message #${isolated(channel)}`,
  labelDirect: (user: string) => `Message @${isolated(user)}`,
  send: 'Send',
  noPermission: 'You may read here, but not write.',
  tooLong: (over: number) => `${over.toLocaleString('en')} too many`,
}
