import { counted, countLabel, type UnreadCounts } from '../count.ts'
import { isolated } from '../isolate.ts'

export const rail = {
  label: 'Servers',
  directMessages: 'Direct messages',
  addServer: 'Add a server',
  logInAgain: (place: string) => `Log in to ${isolated(place)} again`,
  createServer: 'Create a server',
  openLists: 'Open servers and channels',
  /** The accessible name of a link in rail or list: the name first, then what is new. */
  withUnread: (name: string, { unread, mentions, isMore }: UnreadCounts) => {
    if (mentions > 0 && isMore) return `${isolated(name)}, ${countLabel(mentions, isMore)} mentions`
    if (mentions > 0) return `${isolated(name)}, ${counted(mentions, 'mention', 'mentions')}`
    return unread > 0 ? `${isolated(name)}, unread` : isolated(name)
  },
}
