import { ChevronDown, Globe, Hash, ImageUp, Lock, Plus } from 'lucide-react'
import { useMemo, useState, type ReactElement } from 'react'
import type { ServerChannelListItem } from '#shared/models/channel.ts'
import type { ChannelId, ServerId } from '#shared/models/ids.ts'
import { useAccount } from '../../accounts/account-context.ts'
import { describeOutcome } from '../../i18n/describe-outcome.ts'
import { useText } from '../../i18n/text-provider.tsx'
import { channelGroups, isForeign, may, type ChannelGroup } from '../../store/selectors/channels.ts'
import { isOwn } from '../../store/selectors/members.ts'
import { selectUnread } from '../../store/selectors/unread.ts'
import { useAppList, useAppState } from '../../store/use-app-state.ts'
import { Badge } from '../../ui/badge.tsx'
import { Button } from '../../ui/button.tsx'
import { classNames } from '../../ui/class-names.ts'
import { isPlainClick } from '../../ui/is-plain-click.ts'
import { IconButton } from '../../ui/icon-button.tsx'
import { useToast } from '../../ui/toasts.tsx'
import { usePictureChoice } from '../../ui/use-picture-choice.ts'
import { ListSkeleton } from '../../ui/skeleton.tsx'
import { CreateChannelDialog } from './create-channel-dialog.tsx'

export interface ChannelLinks {
  readonly open: ChannelId | undefined
  readonly hrefOf: (channelId: ChannelId) => string
  readonly onOpen: (channelId: ChannelId) => void
  /** Somebody points at a channel, or has the focus on it. */
  readonly onNear: (channelId: ChannelId) => void
}

/** Denied to everyone: what the lock says. */
const isPrivate = (channel: ServerChannelListItem): boolean =>
  channel.permissionOverrides?.some(
    (override) => override.targetType === 'role' && override.deny.includes('VIEW_CHANNEL'),
  ) === true

function ChannelIcon({ channel }: { readonly channel: ServerChannelListItem }): ReactElement {
  if (channel.type === 'GUILD_WEB') return <Globe aria-hidden="true" />
  return isPrivate(channel) ? <Lock aria-hidden="true" /> : <Hash aria-hidden="true" />
}

interface ChannelLinkProps {
  readonly channel: ServerChannelListItem
  readonly links: ChannelLinks
}

function ChannelLink({ channel, links }: ChannelLinkProps): ReactElement {
  const text = useText()
  const { unread, mentions, isMore } = useAppList((state) => selectUnread(state, channel._id))
  const current = links.open === channel._id
  return (
    <li>
      <a
        href={links.hrefOf(channel._id)}
        className={classNames('channel', unread > 0 && !current && 'channel-unread')}
        aria-current={current ? 'page' : undefined}
        aria-label={text.rail.withUnread(channel.name, { unread, mentions, isMore })}
        onPointerEnter={() => links.onNear(channel._id)}
        onFocus={() => links.onNear(channel._id)}
        onClick={(event) => {
          if (!isPlainClick(event)) return
          event.preventDefault()
          links.onOpen(channel._id)
        }}
      >
        <ChannelIcon channel={channel} />
        <bdi className="truncate flex-1">{channel.name}</bdi>
        <Badge count={mentions} isMore={isMore} />
      </a>
    </li>
  )
}

function Group({ group, links }: { readonly group: ChannelGroup; readonly links: ChannelLinks }): ReactElement {
  const text = useText()
  const [closed, setClosed] = useState(false)
  // A closed group still shows where one is.
  const shown = closed ? group.channels.filter((channel) => channel._id === links.open) : group.channels
  const rows = shown.map((channel) => <ChannelLink key={channel._id} channel={channel} links={links} />)
  if (group.id === '') return <ul>{rows}</ul>
  return (
    <section>
      <h2>
        <button
          type="button"
          className="list-section w-full"
          aria-expanded={!closed}
          aria-label={closed ? text.channels.showCategory(group.name) : text.channels.hideCategory(group.name)}
          onClick={() => {
            setClosed(!closed)
          }}
        >
          <bdi className="truncate">{group.name}</bdi>
          <ChevronDown className={classNames('icon-mark', closed && '-rotate-90')} aria-hidden="true" />
        </button>
      </h2>
      <ul>{rows}</ul>
    </section>
  )
}

/** For the owner: another icon for the server, told in a word when it is there. */
function ChangeIcon({ serverId }: { readonly serverId: ServerId }): ReactElement {
  const text = useText()
  const toast = useToast()
  const { sync } = useAccount()

  async function setIcon(picture: File): Promise<void> {
    const outcome = await sync.actions.setServerIcon(serverId, picture)
    if (outcome.status === 'done') toast({ tone: 'good', text: text.servers.iconChanged })
    else toast({ tone: 'bad', text: text.servers.iconFailed(describeOutcome(text, outcome)) })
  }

  const choose = usePictureChoice((picture) => void setIcon(picture))
  return <IconButton icon={ImageUp} size="small" label={text.servers.changeIcon} onClick={choose} />
}

interface ChannelListProps {
  readonly serverId: ServerId
  readonly links: ChannelLinks
  readonly onRetry: () => void
}

/** The channels of one server, by category, with what is unread. */
export function ChannelList({ serverId, links, onRetry }: ChannelListProps): ReactElement {
  const text = useText()
  const name = useAppState((state) => state.servers?.find((server) => server._id === serverId)?.name ?? '')
  const own = useAppState((state) => isOwn(state, serverId))
  const foreign = useAppState((state) => isForeign(state, serverId))
  const place = useAppState((state) => state.places[serverId])
  const groups = useMemo(() => channelGroups(place), [place])
  const [creating, setCreating] = useState(false)
  const mayCreate = place?.channels.some((channel) => may(channel, 'MANAGE_CHANNEL')) === true || own

  return (
    <nav className="side" aria-label={text.channels.label}>
      <div className="side-head">
        <h1 className="truncate flex-1">
          <bdi>{name}</bdi>
        </h1>
        {own ? <ChangeIcon serverId={serverId} /> : null}
        {mayCreate ? (
          <IconButton
            icon={Plus}
            size="small"
            label={text.channels.newChannel}
            onClick={() => {
              setCreating(true)
            }}
          />
        ) : null}
      </div>
      <div className="side-body">
        {!foreign && (place === undefined || place.status === 'loading') ? (
          <ListSkeleton label={text.ui.loading} />
        ) : null}
        {!foreign && place?.status === 'failed' ? (
          <div className="side-note">
            <p>{text.channels.loadFailed}</p>
            <Button size="small" onClick={onRetry}>
              {text.ui.tryAgain}
            </Button>
          </div>
        ) : null}
        {groups.map((group) => (
          <Group key={group.id} group={group} links={links} />
        ))}
      </div>
      <CreateChannelDialog
        open={creating}
        onOpenChange={setCreating}
        serverId={serverId}
        serverName={name}
        onCreated={links.onOpen}
      />
    </nav>
  )
}
