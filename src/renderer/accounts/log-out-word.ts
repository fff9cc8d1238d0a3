import type { AccountSummary } from '../platform/sessions.ts'

const channelOf = ({ gatewayId, userId }: AccountSummary): BroadcastChannel =>
  new BroadcastChannel(`mew out ${gatewayId} ${userId}`)

/** Hears from another page of the account that it logs out, so that no page goes on keeping what is taken away. */
export function listenForLogOut(account: AccountSummary, onLogOut: () => void): () => void {
  const channel = channelOf(account)
  channel.addEventListener('message', onLogOut)
  return () => {
    channel.close()
  }
}

/** Said once, by the page that logs out and listens no more: a page that wakes late would say it to the next session. */
export function sayLogOut(account: AccountSummary): void {
  const channel = channelOf(account)
  channel.postMessage('out')
  channel.close()
}
