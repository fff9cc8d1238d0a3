import { isolated } from '../isolate.ts'

export const channels = {
  label: 'Channels',
  createTitle: 'Create a channel',
  createIntro: (server: string) => `In ${isolated(server)}. Everyone there can see it, unless you deny it later.`,
  name: 'Channel name',
  nameHint: 'Small letters, numbers and dashes.',
  nameMissing: 'Give the channel a name.',
  create: 'Create channel',
  newChannel: 'New channel',
  none: 'No channels yet',
  noneText: 'Make the first one and start talking.',
  noneTextReader: 'Nothing here is open to you yet.',
  gone: 'This channel is gone',
  goneText: 'It was deleted, or it is no longer open to you.',
  loadFailed: 'The channels did not load',
  showCategory: (name: string) => `Show ${isolated(name)}`,
  hideCategory: (name: string) => `Hide ${isolated(name)}`,
  webTitle: 'This channel is a web page',
  openPage: 'Open in the browser',
  deleted: (name: string) => `#${isolated(name)} was deleted.`,
  closed: (name: string) => `#${isolated(name)} is no longer open to you.`,
}
