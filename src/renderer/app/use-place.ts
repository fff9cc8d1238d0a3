import { useEffect } from 'react'
import type { Account } from '../accounts/account.ts'
import { isForeign, selectFirstChannel, sortedDirects } from '../store/selectors/channels.ts'
import type { AccountState } from '../store/state.ts'
import { useStateOf } from '../store/use-app-state.ts'
import type { Route } from './route.ts'
import type { Navigate } from './use-route.ts'

/** The account an address means: the one it names, else the first. */
export function accountOf(route: Route, accounts: readonly Account[]): Account | undefined {
  const key = route.kind === 'start' ? undefined : route.account
  return accounts.find((account) => account.key === key) ?? accounts[0]
}

export const keyOf = (route: Route): { readonly account?: string } =>
  route.kind === 'start' || route.account === undefined ? {} : { account: route.account }

/** Where somebody was when this was last open, if that is still theirs. */
function lastPlaceOf({ lastPlace, servers, directs }: AccountState): Route | undefined {
  if (lastPlace === null) return undefined
  const { serverId, channelId } = lastPlace
  if (serverId === null) {
    const isKnown = directs?.some(({ _id }) => _id === channelId) === true
    return isKnown ? { kind: 'directs', channelId } : undefined
  }
  const isKnown = servers?.some(({ _id }) => _id === serverId) === true
  return isKnown ? { kind: 'server', serverId, channelId } : undefined
}

/** Where an address without a channel leads, once that is known: the first channel, the latest conversation. */
export function completed(route: Route, state: AccountState): Route | undefined {
  if (route.kind === 'server') {
    const first = route.channelId === undefined ? selectFirstChannel(state, route.serverId) : undefined
    return first === undefined ? undefined : { ...route, channelId: first }
  }
  if (route.kind === 'directs') {
    const latest = route.channelId === undefined ? sortedDirects(state.directs)[0] : undefined
    return latest === undefined ? undefined : { ...route, channelId: latest._id }
  }
  if (state.servers === null) return undefined
  const last = lastPlaceOf(state)
  if (last !== undefined) return { ...last, ...keyOf(route) }
  const server = state.servers[0]
  return server === undefined
    ? { kind: 'directs', ...keyOf(route) }
    : { kind: 'server', ...keyOf(route), serverId: server._id }
}

/** Follows the address: reads what it names, and makes an incomplete one exact. */
export function usePlace(account: Account, route: Route, navigate: Navigate): void {
  const { sync, store } = account
  const serverId = useStateOf(store, (state) =>
    route.kind === 'server' && !isForeign(state, route.serverId) ? route.serverId : undefined,
  )
  const channelId = route.kind === 'start' ? undefined : route.channelId
  const target = useStateOf(store, (state) => completed(route, state))

  useEffect(() => {
    if (serverId !== undefined) sync.openServer(serverId)
  }, [sync, serverId])

  useEffect(() => {
    sync.openChannel(channelId ?? null)
  }, [sync, channelId])

  useEffect(() => {
    if (target !== undefined) navigate(target, 'replace')
  }, [target, navigate])
}
