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
  catchingUp: 'Catching up',
  noRoom: 'No room left on this computer.',
  newerKept: 'A newer version of this app kept things here. They are safe, but this version cannot read them.',
  nothingKept: 'Nothing can be kept on this computer.',
  readIsNotKept: 'What you read now will not be here when you are offline.',
  writtenIsNotKept: 'What you write and do not send is gone when this closes.',
}
