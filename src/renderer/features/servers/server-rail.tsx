import { KeyRound, Plus } from 'lucide-react'
import type { ReactElement, ReactNode } from 'react'
import type { ServerId } from '#shared/models/ids.ts'
import type { Server } from '#shared/models/server.ts'
import type { Account } from '../../accounts/account.ts'
import { useText } from '../../i18n/text-provider.tsx'
import { Logo } from '../../parts/logo.tsx'
import { ServerIcon } from '../../parts/server-icon.tsx'
import { selectDirectsUnread, selectServerUnread, type Unread } from '../../store/selectors/unread.ts'
import { useStateOf } from '../../store/use-app-state.ts'
import { Badge } from '../../ui/badge.tsx'
import { classNames } from '../../ui/class-names.ts'
import { isPlainClick } from '../../ui/is-plain-click.ts'
import { Tooltip } from '../../ui/tooltip.tsx'

/** A place the rail can lead to: one account's direct messages, or one of its servers. */
export interface RailPlace {
  readonly account: Account
  readonly serverId: ServerId | null
}

export interface RailLinks {
  readonly isOpen: (place: RailPlace) => boolean
  readonly hrefOf: (place: RailPlace) => string
  readonly onOpen: (place: RailPlace) => void
}

interface RailItemProps {
  readonly place: RailPlace
  readonly name: string
  readonly unread: Unread
  readonly links: RailLinks
  readonly children: ReactNode
}

function RailItem({ place, name, unread, links, children }: RailItemProps): ReactElement {
  const text = useText()
  const open = links.isOpen(place)
  const isNew = unread.unread > 0
  return (
    <li className={classNames('rail-row', isNew && 'rail-row-unread', open && 'rail-row-open')}>
      <Tooltip label={name} side="right">
        <a
          href={links.hrefOf(place)}
          className="rail-item"
          aria-current={open ? 'true' : undefined}
          aria-label={text.rail.withUnread(name, unread)}
          onClick={(event) => {
            if (!isPlainClick(event)) return
            event.preventDefault()
            links.onOpen(place)
          }}
        >
          {children}
          <Badge count={unread.mentions} isMore={unread.isMore} className="rail-count" />
        </a>
      </Tooltip>
    </li>
  )
}

interface ServerItemProps {
  readonly account: Account
  readonly server: Server
  readonly links: RailLinks
}

function ServerItem({ account, server, links }: ServerItemProps): ReactElement {
  const unread = useStateOf(account.store, (state) => selectServerUnread(state, server._id))
  const url = server.avatarUrl === undefined ? undefined : account.fileUrl(server.avatarUrl)
  return (
    <RailItem place={{ account, serverId: server._id }} name={server.name} unread={unread} links={links}>
      <ServerIcon name={server.name} url={url} />
    </RailItem>
  )
}

interface GatewayGroupProps {
  readonly account: Account
  readonly links: RailLinks
  /** Where there are several accounts, each says whose messages it holds. */
  readonly several: boolean
}

/** One account: its direct messages, then its servers. */
function GatewayGroup({ account, links, several }: GatewayGroupProps): ReactElement {
  const text = useText()
  const unread = useStateOf(account.store, selectDirectsUnread)
  const servers = useStateOf(account.store, (state) => state.servers)
  const place = several ? `, ${new URL(account.summary.gateway).host}` : ''
  return (
    <ul className="rail-group">
      <RailItem
        place={{ account, serverId: null }}
        name={text.rail.directMessages + place}
        unread={unread}
        links={links}
      >
        <Logo className="rail-logo" />
      </RailItem>
      {servers?.map((server) => (
        <ServerItem key={server._id} account={account} server={server} links={links} />
      ))}
    </ul>
  )
}

/** An account that waits for a sign-in: the way to it stands where its servers were. */
function WaitingItem({ place, onOpen }: { readonly place: string; readonly onOpen: () => void }): ReactElement {
  const label = useText().rail.logInAgain(place)
  return (
    <Tooltip label={label} side="right">
      <button type="button" className="rail-item rail-waiting" aria-label={label} onClick={onOpen}>
        <KeyRound aria-hidden="true" />
      </button>
    </Tooltip>
  )
}

interface ServerRailProps {
  readonly accounts: readonly Account[]
  readonly links: RailLinks
  /** Accounts that wait for a sign-in. */
  readonly waiting: readonly { readonly key: string; readonly gateway: string }[]
  readonly onLogInAgain: (key: string) => void
  readonly onAdd: () => void
  /** The name of the last item: what adding means here. */
  readonly addLabel: string
  /** The account menu. */
  readonly children: ReactNode
}

/** Every account's servers in one column, grouped by gateway. */
export function ServerRail(props: ServerRailProps): ReactElement {
  const { accounts, links, waiting, onLogInAgain, onAdd, addLabel, children } = props
  const text = useText()
  return (
    <nav className="rail" aria-label={text.rail.label}>
      <div className="rail-scroll">
        {accounts.map((account) => (
          <GatewayGroup key={account.key} account={account} links={links} several={accounts.length > 1} />
        ))}
        {waiting.map(({ key, gateway }) => (
          <WaitingItem
            key={key}
            place={new URL(gateway).host}
            onOpen={() => {
              onLogInAgain(key)
            }}
          />
        ))}
        <Tooltip label={addLabel} side="right">
          <button type="button" className="rail-item" aria-label={addLabel} onClick={onAdd}>
            <Plus aria-hidden="true" />
          </button>
        </Tooltip>
      </div>
      <div className="rail-foot">{children}</div>
    </nav>
  )
}
