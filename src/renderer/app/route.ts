import { channelId, serverId, type ChannelId, type ServerId } from '#shared/models/ids.ts'

/** What stands in the address: a place of one account, or no place yet. */
export type Route =
  | { readonly kind: 'start' }
  | { readonly kind: 'server'; readonly account?: string; readonly serverId: ServerId; readonly channelId?: ChannelId }
  | { readonly kind: 'directs'; readonly account?: string; readonly channelId?: ChannelId }

/** `/servers/<server>/channels/<channel>`, `/direct-messages/<channel>`; `?account=` where there are several. */
export function parseRoute(address: string): Route {
  // Put behind an origin, not resolved against it: a path like `//` would be read as a host without a name.
  const url = new URL(`http://page.invalid${address}`)
  const [section, id, middle, last] = url.pathname.split('/').filter((part) => part !== '')
  const key = url.searchParams.get('account')
  const account = key === null ? {} : { account: key }
  if (section === 'direct-messages') {
    const channel = channelId.safeParse(id)
    return { kind: 'directs', ...account, ...(channel.success ? { channelId: channel.data } : {}) }
  }
  const server = serverId.safeParse(id)
  if (section !== 'servers' || !server.success) return { kind: 'start' }
  const channel = channelId.safeParse(middle === 'channels' ? last : undefined)
  return { kind: 'server', ...account, serverId: server.data, ...(channel.success ? { channelId: channel.data } : {}) }
}

export function formatRoute(route: Route): string {
  if (route.kind === 'start') return '/'
  const account = route.account === undefined ? '' : `?account=${encodeURIComponent(route.account)}`
  const tail = route.channelId === undefined ? '' : `/${route.kind === 'server' ? 'channels/' : ''}${route.channelId}`
  const head = route.kind === 'server' ? `/servers/${route.serverId}` : '/direct-messages'
  return head + tail + account
}
