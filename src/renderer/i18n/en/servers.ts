import { isolated } from '../isolate.ts'

export const servers = {
  menu: 'Server menu',
  createTitle: 'Create a server',
  createIntro: 'A place for the people you choose. You can change everything later.',
  name: 'Server name',
  nameHint: 'Everyone sees this.',
  nameMissing: 'Give the server a name.',
  create: 'Create server',
  changeIcon: 'Change server icon',
  iconChanged: 'The icon was changed.',
  iconFailed: (reason: string) => `The icon was not changed. ${reason}`,
  none: 'No servers yet',
  noneText: 'Create one, or open an invite that someone sent you.',
  gone: (name: string) => `You are no longer in ${isolated(name)}.`,
  goneText: 'It was deleted, or someone who manages members removed you.',
  loadFailed: 'Your servers did not load',
  deleted: (name: string) => `${isolated(name)} was deleted.`,
  removed: (name: string) => `You were removed from ${isolated(name)}.`,
}
