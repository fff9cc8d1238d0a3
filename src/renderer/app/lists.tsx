import type { ReactElement } from 'react'
import { useAccount } from '../accounts/account-context.ts'
import type { Account } from '../accounts/account.ts'
import { AccountMenu, type Preferences } from '../features/account/account-menu.tsx'
import { ChannelList } from '../features/channels/channel-list.tsx'
import { DirectList } from '../features/direct-messages/direct-list.tsx'
import { ServerRail } from '../features/servers/server-rail.tsx'
import { useText } from '../i18n/text-provider.tsx'
import type { TimeFormat } from '../parts/format-time.ts'
import type { AccountSummary } from '../platform/sessions.ts'
import type { Links } from './create-links.ts'
import type { Route } from './route.ts'

interface ListsProps {
  readonly accounts: readonly Account[]
  readonly route: Route
  readonly links: Links
  readonly time: TimeFormat
  readonly preferences: Preferences
  readonly onOpenOutbox: () => void
  readonly onOpenDrafts: () => void
  readonly onLogOut: () => void
  readonly waiting: readonly AccountSummary[]
  readonly onLogInAgain: (key: string) => void
  /** Missing where there is only the page's own gateway. */
  readonly onAddServer: ((createInstead: () => void) => void) | undefined
  readonly onCreateServer: () => void
}

/** Rail and second column: the way to every channel. */
export function Lists(props: ListsProps): ReactElement {
  const { accounts, route, links, time, onAddServer, onCreateServer } = props
  const text = useText()
  const { sync } = useAccount()
  return (
    <>
      <ServerRail
        accounts={accounts}
        links={links.rail}
        waiting={props.waiting}
        onLogInAgain={props.onLogInAgain}
        onAdd={() => {
          if (onAddServer === undefined) onCreateServer()
          else onAddServer(onCreateServer)
        }}
        addLabel={onAddServer === undefined ? text.rail.createServer : text.rail.addServer}
      >
        <AccountMenu
          preferences={props.preferences}
          onOpenOutbox={props.onOpenOutbox}
          onOpenDrafts={props.onOpenDrafts}
          onLogOut={props.onLogOut}
        />
      </ServerRail>
      {route.kind === 'server' ? (
        <ChannelList
          serverId={route.serverId}
          links={links.channels}
          onRetry={() => {
            sync.openServer(route.serverId)
          }}
        />
      ) : (
        <DirectList time={time} links={links.channels} />
      )}
    </>
  )
}
