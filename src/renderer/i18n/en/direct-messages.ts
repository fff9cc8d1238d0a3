import { isolated } from '../isolate.ts'

export const directMessages = {
  label: 'Direct messages',
  start: 'New direct message',
  none: 'No conversations yet',
  noneText: 'Pick someone from a server and write to them.',
  you: (text: string) => `You: ${isolated(text)}`,
  find: 'Find people',
  picture: 'Picture',
  file: 'File',
  voice: 'Voice message',
}
