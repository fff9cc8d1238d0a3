import { useMemo, useState, type ReactElement } from 'react'
import { channelId as channelIdSchema, type ChannelId, type ServerId, type UserId } from '#shared/models/ids.ts'
import { AccountContext } from '../accounts/account-context.ts'
import type { Account } from '../accounts/account.ts'
import { AccountMenu, type Preferences } from '../features/account/account-menu.tsx'
import { ChannelList } from '../features/channels/channel-list.tsx'
import { ConnectionStrip } from '../features/connection/connection-strip.tsx'
import { DirectList } from '../features/direct-messages/direct-list.tsx'
import { MemberList } from '../features/members/member-list.tsx'
import { MessagePanel } from '../features/messages/message-panel.tsx'
import { CreateServerDialog } from '../features/servers/create-server-dialog.tsx'
import { ServerRail, type RailPlace } from '../features/servers/server-rail.tsx'
import { useLanguage, useText } from '../i18n/text-provider.tsx'
import { createTimeFormat, type TimeFormat } from '../parts/format-time.ts'
import { selectDirectsUnread } from '../store/selectors/unread.ts'
import { AccountStoreContext, useAppState, useStateOf } from '../store/use-app-state.ts'
import { classNames } from '../ui/class-names.ts'
import { Sheet } from '../ui/sheet.tsx'
import { ErrorBoundary } from './error-boundary.tsx'
import { NoChannel } from './no-channel.tsx'
import { formatRoute, type Route } from './route.ts'
import { useOpenLink } from './use-open-link.tsx'
import { accountOf, usePlace } from './use-place.ts'
import { useRoute, type Navigate } from './use-route.ts'
import { useWidth } from './use-width.ts'
import type { StoredPreferences } from './preferences.ts'

interface WorkspaceProps {
  readonly accounts: readonly Account[]
  readonly preferences: StoredPreferences & Pick<Preferences, 'language'>
  readonly onPreferences: (change: Partial<StoredPreferences>) => void
  readonly onLogOut: (key: string) => void
  readonly onOpenExternal: (url: string) => void
  /** Missing where there is only the page's own gateway. */
  readonly onAddServer: (() => void) | undefined
}

/** Everything that is seen when somebody is signed in. */
export function Workspace(props: WorkspaceProps): ReactElement | null {
  const [route, navigate] = useRoute()
  const account = accountOf(route, props.accounts)
  if (account === undefined) return null
  return (
    <AccountContext value={account}>
      <AccountStoreContext value={account.store}>
        <Frame key={account.key} {...props} account={account} route={route} navigate={navigate} />
      </AccountStoreContext>
    </AccountContext>
  )
}

interface FrameProps extends WorkspaceProps {
  readonly account: Account
  readonly route: Route
  readonly navigate: Navigate
}

function useTime(): TimeFormat {
  const text = useText()
  const locale = useLanguage()
  return useMemo(() => createTimeFormat({ locale, words: text.time }), [locale, text])
}

/** Something waits in a place one does not see: a dot on the button that leads to the lists. */
function useUnreadElsewhere(account: Account): boolean {
  return useStateOf(account.store, (state) => selectDirectsUnread(state).unread > 0)
}

function Frame(props: FrameProps): ReactElement {
  const { account, accounts, route, navigate, preferences, onPreferences } = props
  const text = useText()
  const time = useTime()
  const width = useWidth()
  const [listsOpen, setListsOpen] = useState(false)
  const [membersOpen, setMembersOpen] = useState(false)
  const [creating, setCreating] = useState(false)
  const [openLink, linkDialog] = useOpenLink(props.onOpenExternal)
  const unreadElsewhere = useUnreadElsewhere(account)
  usePlace(account, route, navigate)

  const key = accounts.length > 1 ? { account: account.key } : {}
  const serverId = route.kind === 'server' ? route.serverId : undefined
  const channelId = route.kind === 'start' ? undefined : route.channelId
  const listed = useAppState((state) =>
    serverId === undefined ? state.directs !== null : state.places[serverId]?.status === 'ready',
  )
  const placeName = useAppState((state) => state.servers?.find((server) => server._id === serverId)?.name)
  const placeLabel = placeName ?? new URL(account.summary.gateway).host
  const membersBeside = width === 'wide' && serverId !== undefined && preferences.membersShown

  const go: Navigate = (next, how) => {
    setListsOpen(false)
    setMembersOpen(false)
    navigate(next, how)
  }
  const serverRoute = (id: ServerId): Route => ({ kind: 'server', ...key, serverId: id })
  const channelHref = (id: ChannelId): string =>
    formatRoute(serverId === undefined ? { kind: 'directs', ...key, channelId: id } : { kind: 'server', ...key, serverId, channelId: id })
  const openChannel = (id: string): void => {
    const known = channelIdSchema.safeParse(id)
    if (known.success && serverId !== undefined) go({ kind: 'server', ...key, serverId, channelId: known.data })
  }
  const railRoute = ({ account: owner, serverId: id }: RailPlace): Route => {
    const whose = accounts.length > 1 ? { account: owner.key } : {}
    return id === null ? { kind: 'directs', ...whose } : { kind: 'server', ...whose, serverId: id }
  }

  async function openDirect(person: UserId): Promise<void> {
    if (person === account.store.get().me._id) return
    const outcome = await account.sync.actions.openDirect(person)
    if (outcome.status === 'done') go({ kind: 'directs', ...key, channelId: outcome.body._id })
  }

  const lists = (
    <>
      <ServerRail
        accounts={accounts}
        links={{
          isOpen: (place) => place.account === account && place.serverId === (serverId ?? null),
          hrefOf: (place) => formatRoute(railRoute(place)),
          onOpen: (place) => {
            navigate(railRoute(place))
          },
        }}
        onAdd={props.onAddServer ?? (() => { setCreating(true) })}
        addLabel={props.onAddServer === undefined ? text.rail.createServer : text.rail.addServer}
      >
        <AccountMenu
          preferences={{
            theme: preferences.theme,
            language: preferences.language,
            onTheme: (theme) => { onPreferences({ theme }) },
            onLanguage: (language) => { onPreferences({ language }) },
          }}
          onLogOut={() => { props.onLogOut(account.key) }}
        />
      </ServerRail>
      {serverId === undefined ? (
        <DirectList
          time={time}
          links={{
            open: channelId,
            hrefOf: (id) => formatRoute({ kind: 'directs', ...key, channelId: id }),
            onOpen: (id) => { go({ kind: 'directs', ...key, channelId: id }) },
          }}
        />
      ) : (
        <ChannelList
          serverId={serverId}
          onRetry={() => { account.sync.openServer(serverId) }}
          links={{
            open: channelId,
            hrefOf: (id) => formatRoute({ kind: 'server', ...key, serverId, channelId: id }),
            onOpen: (id) => { go({ kind: 'server', ...key, serverId, channelId: id }) },
          }}
        />
      )}
    </>
  )

  const surround = {
    onOpenLists: width === 'narrow' ? () => { setListsOpen(true) } : undefined,
    somethingUnread: unreadElsewhere,
    membersShown: membersBeside,
    membersInSheet: width !== 'wide',
    onToggleMembers:
      serverId === undefined
        ? undefined
        : () => {
            if (width === 'wide') onPreferences({ membersShown: !preferences.membersShown })
            else setMembersOpen(true)
          },
  }
  const strip = <ConnectionStrip place={placeLabel} time={time} />
  const members = serverId === undefined ? null : <MemberList serverId={serverId} onOpen={(person) => void openDirect(person)} />

  return (
    <div className={classNames('frame', `frame-${width}`, membersBeside && 'frame-members')}>
      {width === 'narrow' ? (
        <Sheet open={listsOpen} onOpenChange={setListsOpen} side="left" label={text.rail.openLists}>
          <div className="frame-lists">{lists}</div>
        </Sheet>
      ) : (
        lists
      )}
      <ErrorBoundary place={channelId ?? ''}>
        {channelId === undefined ? (
          <NoChannel
            route={route}
            strip={strip}
            onOpenLists={surround.onOpenLists}
            onCreateServer={() => { setCreating(true) }}
          />
        ) : (
          <MessagePanel
            channelId={channelId}
            time={time}
            surround={surround}
            onOpenLink={openLink}
            onOpenChannel={openChannel}
            channelHref={channelHref}
            strip={strip}
            listed={listed}
          />
        )}
      </ErrorBoundary>
      {membersBeside ? members : null}
      {width === 'wide' ? null : (
        <Sheet open={membersOpen} onOpenChange={setMembersOpen} side="right" label={text.members.label}>
          {members}
        </Sheet>
      )}
      <CreateServerDialog
        open={creating}
        onOpenChange={setCreating}
        onCreated={(id) => { go(serverRoute(id)) }}
      />
      {linkDialog}
    </div>
  )
}
