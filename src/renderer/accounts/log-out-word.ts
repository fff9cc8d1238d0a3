import type { AccountSummary } from '../platform/sessions.ts'

/**
 * Hears from another page of the account that it logs out, so that no page goes on keeping what is taken away. Whoever
 * stops listening `for good` says it to the others.
 */
export function listenForLogOut(
  { gatewayId, userId }: AccountSummary,
  onLogOut: () => void,
): (how?: 'for good') => void {
  const channel = new BroadcastChannel(`mew out ${gatewayId} ${userId}`)
  channel.addEventListener('message', onLogOut)
  return (how) => {
    if (how === 'for good') channel.postMessage('out')
    channel.close()
  }
}
