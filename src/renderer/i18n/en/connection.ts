import { isolated } from '../isolate.ts'

export const connection = {
  connecting: 'Connecting',
  waitingForServer: 'The server does not answer yet. This goes on by itself once it does.',
  reconnecting: (place: string) => `Reconnecting to ${isolated(place)}`,
  offlineSince: (time: string) => `Offline: showing messages as of ${time}`,
  offline: 'Offline',
  retryNow: 'Retry now',
  tryingAgainIn: (seconds: number) => `Trying again in ${seconds} s`,
  attempt: (count: number) => `Try ${count}`,
  catchingUp: 'Catching up',
}
