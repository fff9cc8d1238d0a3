import { useLayoutEffect, useRef, useState } from 'react'
import type { ChannelId } from '#shared/models/ids.ts'
import type { Account } from '../accounts/account.ts'
import type { Catalogue } from '../i18n/catalogue.ts'
import { useText } from '../i18n/text-provider.tsx'
import { isForeign, selectChannel, selectOther } from '../store/selectors/channels.ts'
import type { AccountState } from '../store/state.ts'
import { useStateOf } from '../store/use-app-state.ts'
import { useToast } from '../ui/toasts.tsx'
import { formatRoute, type Route } from './route.ts'
import { completed, keyOf } from './use-place.ts'
import type { Navigate } from './use-route.ts'

/** What a place was called while it was there. */
interface Names {
  readonly server: string
  readonly channel: string
}

interface Place extends Names {
  /** `unknown`: the lists that would tell are being read. */
  readonly standing: 'here' | 'gone' | 'unknown'
}

type Standing = Place['standing']

const listedIn = (list: readonly { readonly _id: string }[], channelId: ChannelId): boolean =>
  list.some(({ _id }) => _id === channelId)

function standingOfDirect({ directs }: AccountState, channelId: ChannelId | undefined): Standing {
  if (channelId === undefined || directs === null) return 'unknown'
  return listedIn(directs, channelId) ? 'here' : 'gone'
}

function standingInServer(state: AccountState, { serverId, channelId }: Extract<Route, { kind: 'server' }>): Standing {
  if (isForeign(state, serverId)) return 'gone'
  if (channelId === undefined) return state.servers === null ? 'unknown' : 'here'
  const { status, stale = false, channels } = state.places[serverId] ?? { status: 'loading', channels: [] }
  if (listedIn(channels, channelId)) return 'here'
  return status === 'ready' && !stale ? 'gone' : 'unknown'
}

function standingOf(state: AccountState, route: Route): Standing {
  if (route.kind === 'start') return 'unknown'
  return route.kind === 'directs' ? standingOfDirect(state, route.channelId) : standingInServer(state, route)
}

function channelNameOf(state: AccountState, channelId: ChannelId | undefined): string {
  const channel = channelId === undefined ? undefined : selectChannel(state, channelId)
  if (channel?.type === 'DM') return selectOther(state, channel)?.username ?? ''
  return channel?.name ?? ''
}

function placeOf(state: AccountState, route: Route): Place {
  const serverId = route.kind === 'server' ? route.serverId : undefined
  return {
    standing: standingOf(state, route),
    server: state.servers?.find(({ _id }) => _id === serverId)?.name ?? '',
    channel: channelNameOf(state, route.kind === 'start' ? undefined : route.channelId),
  }
}

/** The message that an address goes to is no other place. */
function addressOf(route: Route): string {
  if (route.kind === 'start') return formatRoute(route)
  const { messageId: _messageId, ...place } = route
  return formatRoute(place)
}

/** What happened, as far as the gateway said it. */
function farewell(text: Catalogue, { state, route, names }: Leaving): string {
  if (route.kind !== 'server') return text.directMessages.gone(names.channel || text.messages.deletedPerson)
  if (isForeign(state, route.serverId)) {
    const how = state.gone[route.serverId] ?? 'unsaid'
    return { deleted: text.servers.deleted, removed: text.servers.removed, unsaid: text.servers.gone }[how](
      names.server,
    )
  }
  const wasDeleted = route.channelId !== undefined && state.gone[route.channelId] === 'deleted'
  return wasDeleted ? text.channels.deleted(names.channel) : text.channels.closed(names.channel)
}

interface Leaving {
  readonly state: AccountState
  readonly route: Exclude<Route, { readonly kind: 'start' }>
  readonly names: Names
}

interface Brought {
  readonly from: ChannelId | undefined
  readonly to: ChannelId | undefined
}

/** The server's first channel that is left, or home where there is no such server any more. */
function nextPlace({ state, route }: Leaving): Route {
  const home: Route =
    route.kind === 'server' && !isForeign(state, route.serverId)
      ? { kind: 'server', ...keyOf(route), serverId: route.serverId }
      : { kind: 'directs', ...keyOf(route) }
  return completed(home, state) ?? home
}

/**
 * Leaves a place that somebody was at and that is not there for them any more, and says so once. Returns the channel they
 * were brought to: what they go on typing was meant for another.
 */
export function useLeaving({ store }: Account, route: Route, navigate: Navigate): ChannelId | undefined {
  const text = useText()
  const toast = useToast()
  const { standing, server, channel } = useStateOf(store, (state) => placeOf(state, route))
  const seen = useRef<Names & { readonly address: string }>(undefined)
  const [brought, setBrought] = useState<Brought>()
  const channelId = route.kind === 'start' ? undefined : route.channelId

  // Whoever goes on from there goes by themselves.
  if (brought !== undefined && channelId !== brought.to && channelId !== brought.from) setBrought(undefined)

  // Before the page is painted: nobody sees the place without what was in it.
  useLayoutEffect(() => {
    const address = addressOf(route)
    if (standing === 'here') seen.current = { address, server, channel }
    if (standing !== 'gone' || route.kind === 'start' || seen.current?.address !== address) return
    const leaving = { state: store.get(), route, names: seen.current }
    seen.current = undefined
    const next = nextPlace(leaving)
    toast({ tone: 'plain', text: farewell(text, leaving) })
    setBrought({ from: channelId, to: next.kind === 'start' ? undefined : next.channelId })
    navigate(next, 'replace')
  }, [standing, server, channel, channelId, route, store, navigate, toast, text])

  return brought?.to
}
