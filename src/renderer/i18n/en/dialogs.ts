import { isolated } from '../isolate.ts'

export const dialogs = {
  openLinkTitle: 'Open this link?',
  openLinkText: (shown: string) => `It says “${isolated(shown)}”, but leads somewhere else.`,
  openLinkHost: 'Leads to',
  openLink: 'Open link',
}
