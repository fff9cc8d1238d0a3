import { isolated } from '../isolate.ts'

export const dialogs = {
  openLinkTitle: 'Open this link?',
  openLinkText: (shown: string) => `It says “${isolated(shown)}”, but leads somewhere else.`,
  openLinkPlain: 'It opens outside this app.',
  openLinkHost: 'Leads to',
  openLink: 'Open link',
  quickSwitcher: 'Quick switcher',
  invitePeople: 'Invite people',
  inviteLink: 'Invite link',
  copyLink: 'Copy link',
  copied: 'Copied',
  inviteTitle: (server: string) => `Invite people to ${isolated(server)}`,
  inviteExpires: (time: string) => `Works until ${time}.`,
  inviteForever: 'Works until someone deletes it.',
  joinTitle: (server: string) => `Join ${isolated(server)}?`,
  join: 'Join',
  notNow: 'Not now',
}
