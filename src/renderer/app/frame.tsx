import { useMemo, useState, type ReactElement } from 'react'
import type { Account } from '../accounts/account.ts'
import type { Preferences } from '../features/account/account-menu.tsx'
import { ConnectionStrip, useLongAway } from '../features/connection/connection-strip.tsx'
import { useKeepingStrip } from '../features/connection/keeping-strip.tsx'
import { MemberList } from '../features/members/member-list.tsx'
import { MessagePanel } from '../features/messages/message-panel.tsx'
import { CreateServerDialog } from '../features/servers/create-server-dialog.tsx'
import { useLanguage, useText } from '../i18n/text-provider.tsx'
import { describeOutcome, type Disappointment } from '../i18n/describe-outcome.ts'
import { localeOf } from '../i18n/languages.ts'
import { createTimeFormat, type TimeFormat } from '../parts/format-time.ts'
import type { AccountSummary } from '../platform/sessions.ts'
import { isForeign } from '../store/selectors/channels.ts'
import { selectDirectsUnread } from '../store/selectors/unread.ts'
import { useAppState } from '../store/use-app-state.ts'
import { classNames } from '../ui/class-names.ts'
import { Sheet } from '../ui/sheet.tsx'
import { useToast } from '../ui/toasts.tsx'
import { createLinks, type Links } from './create-links.ts'
import { ErrorBoundary } from './error-boundary.tsx'
import { Lists } from './lists.tsx'
import { NoChannel } from './no-channel.tsx'
import type { StoredPreferences } from './preferences.ts'
import type { Route } from './route.ts'
import { useGoal } from './use-goal.ts'
import { useLeaving } from './use-leaving.ts'
import { useOnItsWay } from './use-on-its-way.tsx'
import { useOpenLink } from './use-open-link.tsx'
import { usePlace } from './use-place.ts'
import type { Navigate } from './use-route.ts'
import { useSides } from './use-sides.ts'
import { useSearchOf } from './use-search-of.tsx'
import { useTitle } from './use-title.ts'

export interface WorkspaceProps {
  readonly accounts: readonly Account[]
  readonly preferences: StoredPreferences & Pick<Preferences, 'language'>
  readonly onPreferences: (change: Partial<StoredPreferences>) => void
  readonly onLogOut: (key: string) => void
  readonly onOpenExternal: (url: string) => void
  readonly waiting: readonly AccountSummary[]
  readonly onLogInAgain: (key: string) => void
  /** Missing where there is only the page's own gateway. */
  readonly onAddServer: ((createInstead: () => void) => void) | undefined
}

interface FrameProps extends WorkspaceProps {
  readonly account: Account
  readonly route: Route
  readonly navigate: Navigate
}

function useTime(): TimeFormat {
  const text = useText()
  const language = useLanguage()
  return useMemo(
    () => createTimeFormat({ locale: localeOf(language, navigator.languages), words: text.time }),
    [language, text],
  )
}

/** How far the list was read that the open channel should be in. */
function useListing(route: Route): 'loading' | 'ready' | 'failed' {
  return useAppState((state) => {
    if (route.kind !== 'server') return state.directs === null ? 'loading' : 'ready'
    // A server that is not among this account's has no channel either.
    if (isForeign(state, route.serverId)) return 'ready'
    return state.places[route.serverId]?.status ?? 'loading'
  })
}

/** What the connection is a connection to, in words. */
function usePlaceName(account: Account, route: Route): string {
  const server = useAppState((state) =>
    route.kind === 'server' ? state.servers?.find((known) => known._id === route.serverId)?.name : undefined,
  )
  return server ?? new URL(account.summary.gateway).host
}

/** The same functions from draw to draw: rows that get new ones are drawn again. */
function useLinks(
  { account, accounts, route, navigate }: FrameProps,
  { onArrived, onMessage }: { readonly onArrived: () => void; readonly onMessage: () => void },
): Links {
  const text = useText()
  const toast = useToast()
  const several = accounts.length > 1
  return useMemo(() => {
    const onRefused = (outcome: Disappointment): void => {
      toast({ tone: 'bad', text: describeOutcome(text, outcome) })
    }
    return createLinks({ account, route, navigate, several, onArrived, onMessage, onRefused })
  }, [account, route, navigate, several, onArrived, onMessage, toast, text])
}

function menuPreferences(
  preferences: WorkspaceProps['preferences'],
  change: WorkspaceProps['onPreferences'],
): Preferences {
  return {
    ...preferences,
    onTheme: (theme) => change({ theme }),
    onLanguage: (language) => change({ language }),
    onUndoSeconds: (undoSeconds) => change({ undoSeconds }),
  }
}

/** One account's window: lists, channel, members. What has no room beside the channel becomes a sheet over it. */
export function Frame(props: FrameProps): ReactElement {
  const { account, accounts, route, preferences, onPreferences } = props
  const text = useText()
  const time = useTime()
  const [creating, setCreating] = useState(false)
  const [openLink, linkDialog] = useOpenLink(props.onOpenExternal)
  const hasMembers = useAppState((state) => route.kind === 'server' && !isForeign(state, route.serverId))
  const sides = useSides(hasMembers, preferences.membersShown)
  usePlace(account, route, props.navigate)
  const broughtTo = useLeaving(account, route, props.navigate)
  useTitle(route.kind === 'start' ? undefined : route.channelId)
  const listing = useListing(route)
  const placeName = usePlaceName(account, route)
  const longAway = useLongAway()
  const keeping = useKeepingStrip()
  const unreadElsewhere = useAppState((state) => selectDirectsUnread(state).unread > 0)

  const [goal, onMessage] = useGoal(route)
  const links = useLinks(props, { onArrived: sides.closeSheets, onMessage })
  const search = useSearchOf({ route, time, links, width: sides.width })
  const channelId = route.kind === 'start' ? undefined : route.channelId
  const onItsWay = useOnItsWay({ channelId, away: longAway, time, links })
  const createServer = (): void => {
    setCreating(true)
  }

  const lists = (
    <Lists
      accounts={accounts}
      route={route}
      links={links}
      time={time}
      preferences={menuPreferences(preferences, onPreferences)}
      onOpenOutbox={onItsWay.onOpenOutbox}
      onOpenDrafts={onItsWay.onOpenDrafts}
      onLogOut={() => {
        props.onLogOut(account.key)
      }}
      waiting={props.waiting}
      onLogInAgain={props.onLogInAgain}
      onAddServer={props.onAddServer}
      onCreateServer={createServer}
    />
  )
  const members =
    route.kind === 'server' ? (
      <MemberList serverId={route.serverId} onOpen={(person) => void links.openDirect(person)} />
    ) : null
  const strip = <ConnectionStrip place={placeName} time={time} shown={longAway} keeping={keeping} />
  const surround = sides.surround(unreadElsewhere, () => {
    onPreferences({ membersShown: !preferences.membersShown })
  })

  // Wide enough for one of the two.
  const membersBeside = sides.membersBeside && search.results === null
  const besides = search.results === null ? membersBeside && 'frame-members' : 'frame-search'

  return (
    <div className={classNames('frame', `frame-${sides.width}`, besides)}>
      {sides.width === 'narrow' ? (
        <Sheet open={sides.listsOpen} onOpenChange={sides.setListsOpen} side="left" label={text.rail.openLists}>
          <div className="frame-lists">{lists}</div>
        </Sheet>
      ) : (
        lists
      )}
      {/* What comes to stand under the open lists is out of reach as what stood there is. */}
      <div className="contents" aria-hidden={sides.width === 'narrow' && sides.listsOpen}>
        <ErrorBoundary key={channelId}>
          {channelId === undefined ? (
            <NoChannel route={route} strip={strip} onOpenLists={surround.onOpenLists} onCreateServer={createServer} />
          ) : (
            <MessagePanel
              channelId={channelId}
              time={time}
              surround={{ ...surround, search: search.field }}
              onOpenLink={openLink}
              onOpenChannel={links.openChannel}
              channelHref={links.channelHref}
              strip={strip}
              foot={onItsWay.line}
              listing={listing}
              goal={goal}
              isChosen={broughtTo !== channelId}
              onReadAgain={() => {
                if (route.kind === 'server') account.sync.openServer(route.serverId)
              }}
            />
          )}
        </ErrorBoundary>
      </div>
      {membersBeside ? members : null}
      {search.results}
      {sides.width === 'wide' ? null : (
        <Sheet open={sides.membersOpen} onOpenChange={sides.setMembersOpen} side="right" label={text.members.label}>
          {members}
        </Sheet>
      )}
      <CreateServerDialog open={creating} onOpenChange={setCreating} onCreated={links.goToServer} />
      {onItsWay.lists}
      {linkDialog}
    </div>
  )
}
