import { channelId, messageId, serverId, type ChannelId, type MessageId, type ServerId } from '#shared/models/ids.ts'

/** What stands in the address: a place of one account, or no place yet. */
export type Route =
  | { readonly kind: 'start' }
  | (Place & { readonly kind: 'server'; readonly serverId: ServerId })
  | (Place & { readonly kind: 'directs' })

interface Place {
  readonly account?: string
  readonly channelId?: ChannelId
  /** A message of that channel. */
  readonly messageId?: MessageId
}

/**
 * `/servers/<server>/channels/<channel>`, `/direct-messages/<channel>`; `?message=` goes to one of its messages,
 * `?account=` stands where there are several.
 */
export function parseRoute(address: string): Route {
  // Put behind an origin, not resolved against it: a path like `//` would be read as a host without a name.
  const url = new URL(`http://page.invalid${address}`)
  const [section, id, middle, last] = url.pathname.split('/').filter((part) => part !== '')
  const key = url.searchParams.get('account')
  const account = key === null ? {} : { account: key }
  const message = messageId.safeParse(url.searchParams.get('message'))
  const placeOf = (candidate: unknown): Place => {
    const channel = channelId.safeParse(candidate)
    if (!channel.success) return account
    return { ...account, channelId: channel.data, ...(message.success ? { messageId: message.data } : {}) }
  }
  if (section === 'direct-messages') return { kind: 'directs', ...placeOf(id) }
  const server = serverId.safeParse(id)
  if (section !== 'servers' || !server.success) return { kind: 'start' }
  return { kind: 'server', serverId: server.data, ...placeOf(middle === 'channels' ? last : undefined) }
}

export function formatRoute(route: Route): string {
  if (route.kind === 'start') return '/'
  const query = new URLSearchParams()
  if (route.messageId !== undefined) query.set('message', route.messageId)
  if (route.account !== undefined) query.set('account', route.account)
  const tail = route.channelId === undefined ? '' : `/${route.kind === 'server' ? 'channels/' : ''}${route.channelId}`
  const head = route.kind === 'server' ? `/servers/${route.serverId}` : '/direct-messages'
  return head + tail + (query.size > 0 ? `?${query.toString()}` : '')
}
