import type { AccountState } from '../store/state.ts'

/**
 * Whether something kept of a channel may be shown. Where the gateway is away, what was read may be read again. Where it
 * is there, only what a list says that was read since.
 */
export function mayStillSee(
  state: AccountState,
  countsUnread: boolean,
): (channelId: string, serverId: string | null) => boolean {
  const { connection, servers, directs, places, marks } = state
  if (connection.status !== 'connected') return () => true
  const inServers = new Set<string>(servers?.map(({ _id }) => _id))
  const inDirects = new Set<string>(directs?.map(({ _id }) => _id))
  return (channelId, serverId) => {
    if (serverId === null) return inDirects.has(channelId)
    if (!inServers.has(serverId)) return false
    const place = places[serverId]
    if (place?.status === 'ready' && place.stale !== true) return place.channels.some(({ _id }) => _id === channelId)
    // Gateways that count say of every channel that may be seen how much of it is unread.
    return countsUnread && marks[channelId] !== undefined
  }
}
