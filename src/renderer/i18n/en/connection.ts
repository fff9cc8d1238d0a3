import { counted } from '../count.ts'
import { isolated } from '../isolate.ts'

export const connection = {
  connecting: 'Connecting',
  connectingSince: (time: string) => `Connecting: showing messages as of ${time}`,
  waitingForServer: 'The server does not answer yet. This goes on by itself once it does.',
  reconnecting: (place: string) => `Reconnecting to ${isolated(place)}`,
  offlineSince: (time: string) => `Offline: showing messages as of ${time}`,
  offline: 'Offline',
  retryNow: 'Retry now',
  tryingAgainIn: (seconds: number) => `Trying again in ${seconds} s`,
  attempt: (count: number) => `Try ${count}`,
  noRoom: 'No room left on this computer.',
  newerKept: 'A newer version of this app kept things here. They are safe, but this version cannot read them.',
  nothingKept: 'Nothing can be kept on this computer.',
  lost: (things: string) => `Things you had written are not on this computer any more: ${things}.`,
  unreadable: (things: string) => `Things you had written cannot be read: ${things}.`,
  lostOnTheirWay: (count: number, places: string) =>
    `${counted(count, 'thing', 'things')} on the way${places === '' ? '' : ` (${places})`}`,
  lostDrafts: (count: number, places: string) =>
    `${counted(count, 'draft', 'drafts')}${places === '' ? '' : ` (${places})`}`,
  readIsNotKept: 'What you read now will not be here when you are offline.',
  writtenIsNotKept: 'What you write and do not send is gone when this closes.',
}
