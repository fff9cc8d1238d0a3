import {
  channelId as channelIdSchema,
  type ChannelId,
  type MessageId,
  type ServerId,
  type UserId,
} from '#shared/models/ids.ts'
import type { Account } from '../accounts/account.ts'
import type { ChannelLinks } from '../features/channels/channel-list.tsx'
import type { RailLinks, RailPlace } from '../features/servers/server-rail.tsx'
import type { Disappointment } from '../i18n/describe-outcome.ts'
import { selectChannel } from '../store/selectors/channels.ts'
import { formatRoute, type Route } from './route.ts'
import type { Navigate } from './use-route.ts'

/** Where everything in the window leads, and how one gets there. */
export interface Links {
  readonly rail: RailLinks
  /** The list in the second column: channels of the server, or conversations. */
  readonly channels: ChannelLinks
  readonly goToServer: (serverId: ServerId) => void
  readonly openDirect: (person: UserId) => Promise<void>
  readonly channelHref: (channelId: ChannelId) => string
  /** A channel named in a message. */
  readonly openChannel: (id: string) => void
  /** A message, with its channel, as search finds it and as a permanent address names it. */
  readonly messageHref: (channelId: ChannelId, messageId: MessageId) => string
  readonly openMessage: (channelId: ChannelId, messageId: MessageId) => void
}

interface LinksOptions {
  readonly account: Account
  readonly route: Route
  readonly navigate: Navigate
  /** Where there are several accounts, every address names its own. */
  readonly several: boolean
  /** A channel was gone to: lists that lie over it are in the way now. A server's are not, one goes on in them. */
  readonly onArrived: () => void
  /** A message was gone to, once more perhaps: the address may be the same as before. */
  readonly onMessage: () => void
  /** A conversation could not be opened. */
  readonly onRefused: (outcome: Disappointment) => void
}

/** Where a channel is whose list was not read, by its read mark. */
function placeOf({ store }: Account, id: ChannelId, here: ServerId | undefined): ServerId | undefined {
  const mark = store.get().marks[id]
  return mark === undefined ? here : (mark.serverId ?? undefined)
}

export function createLinks(options: LinksOptions): Links {
  const { account, route, navigate, several, onArrived, onMessage, onRefused } = options
  const own = several ? { account: account.key } : {}
  const serverId = route.kind === 'server' ? route.serverId : undefined
  const channelId = route.kind === 'start' ? undefined : route.channelId

  function routeOf(place: RailPlace): Route {
    const whose = several ? { account: place.account.key } : {}
    return place.serverId === null
      ? { kind: 'directs', ...whose }
      : { kind: 'server', ...whose, serverId: place.serverId }
  }

  /** Where a channel stands; one of which nothing is known is looked for in the place one is at. */
  function channelRoute(id: ChannelId, message?: MessageId): Route {
    const known = selectChannel(account.store.get(), id)
    const at = message === undefined ? {} : { messageId: message }
    const home = known === undefined ? placeOf(account, id, serverId) : known.type === 'DM' ? undefined : known.serverId
    return home === undefined
      ? { kind: 'directs', ...own, channelId: id, ...at }
      : { kind: 'server', ...own, serverId: home, channelId: id, ...at }
  }

  const channelHref = (id: ChannelId): string => formatRoute(channelRoute(id))
  const onOpen = (id: ChannelId): void => {
    account.sync.approach(id, () => {
      navigate(channelRoute(id))
      onArrived()
    })
  }

  return {
    rail: {
      isOpen: (place) => place.account === account && place.serverId === (serverId ?? null),
      hrefOf: (place) => formatRoute(routeOf(place)),
      onOpen: (place) => navigate(routeOf(place)),
    },
    channels: { open: channelId, hrefOf: channelHref, onOpen, onNear: account.sync.foresee },
    goToServer: (id) => {
      navigate({ kind: 'server', ...own, serverId: id })
    },
    openDirect: async (person) => {
      if (person === account.store.get().me._id) return
      const outcome = await account.sync.actions.openDirect(person)
      if (outcome.status !== 'done') {
        onRefused(outcome)
        return
      }
      navigate({ kind: 'directs', ...own, channelId: outcome.body._id })
      onArrived()
    },
    channelHref,
    messageHref: (id, message) => formatRoute(channelRoute(id, message)),
    openMessage: (id, message) => {
      navigate(channelRoute(id, message))
      onMessage()
      onArrived()
    },
    openChannel: (id) => {
      const known = channelIdSchema.safeParse(id)
      if (known.success) onOpen(known.data)
    },
  }
}
