import { isolated } from '../isolate.ts'

export const directMessages = {
  label: 'Direct messages',
  none: 'No conversations yet',
  noneText: 'Pick someone from a server and write to them.',
  you: (text: string) => `You: ${isolated(text)}`,
  gone: (name: string) => `The conversation with ${isolated(name)} is gone.`,
}
