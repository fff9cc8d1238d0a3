import { Globe, Hash, PanelLeft, Users } from 'lucide-react'
import type { ReactElement } from 'react'
import type { UserSummary } from '#shared/models/user.ts'
import { useAccount } from '../../accounts/account-context.ts'
import { useText } from '../../i18n/text-provider.tsx'
import { Avatar } from '../../parts/avatar.tsx'
import type { ListedChannel } from '../../store/selectors/channels.ts'
import { useAppState } from '../../store/use-app-state.ts'
import { Dot } from '../../ui/badge.tsx'
import { IconButton } from '../../ui/icon-button.tsx'
import { DateButton } from './date-button.tsx'

/** What stands around the messages, and how it is shown or hidden. */
export interface Surround {
  /** Narrow: the lists are a sheet behind a button. */
  readonly onOpenLists: (() => void) | undefined
  readonly somethingUnread: boolean
  readonly membersShown: boolean
  readonly onToggleMembers: (() => void) | undefined
  /** The members are a sheet, not a column. */
  readonly membersInSheet: boolean
  /** Where one searches. */
  readonly search?: ReactElement | undefined
}

interface ChannelIconProps {
  readonly channel: ListedChannel
  readonly other: UserSummary | undefined
  readonly name: string
}

function ChannelIcon({ channel, other, name }: ChannelIconProps): ReactElement {
  const { fileUrl } = useAccount()
  if (channel.type === 'GUILD_WEB') return <Globe aria-hidden="true" />
  if (channel.type === 'GUILD_TEXT') return <Hash aria-hidden="true" />
  const url = other?.avatarUrl === undefined ? undefined : fileUrl(other.avatarUrl)
  return <Avatar id={other?._id ?? channel._id} name={name} url={url} bot={other?.isBot === true} />
}

/** What the channel is for; in a direct message whether one can know who is online. */
function Topic({ channel }: { readonly channel: ListedChannel }): ReactElement | null {
  const text = useText()
  const presenceKnown = useAppState((state) => state.online !== null)
  const direct = presenceKnown ? '' : text.members.unknownPresence
  const topic = channel.type === 'DM' ? direct : (channel.topic ?? '')
  if (topic === '') return null
  return (
    <p className="truncate" title={topic}>
      <bdi>{topic}</bdi>
    </p>
  )
}

function MembersButton({ surround }: { readonly surround: Surround }): ReactElement | null {
  const text = useText()
  const { onToggleMembers, membersShown, membersInSheet } = surround
  if (onToggleMembers === undefined) return null
  if (membersInSheet) return <IconButton icon={Users} label={text.members.label} onClick={onToggleMembers} />
  const label = membersShown ? text.members.hide : text.members.show
  return <IconButton icon={Users} label={label} pressed={membersShown} onClick={onToggleMembers} />
}

/** Narrow: the way to the lists. */
export function ListsButton({ surround }: { readonly surround: Surround }): ReactElement | null {
  const text = useText()
  if (surround.onOpenLists === undefined) return null
  return (
    <span className="relative">
      <IconButton icon={PanelLeft} label={text.rail.openLists} onClick={surround.onOpenLists} />
      {surround.somethingUnread ? <Dot /> : null}
    </span>
  )
}

interface ChannelHeaderProps extends ChannelIconProps {
  readonly surround: Surround
  /** Milliseconds since 1970. */
  readonly onGoToDate: (at: number) => void
}

export function ChannelHeader({ channel, other, name, surround, onGoToDate }: ChannelHeaderProps): ReactElement {
  return (
    <header className="channel-head">
      <ListsButton surround={surround} />
      <span className="channel-head-icon">
        <ChannelIcon channel={channel} other={other} name={name} />
      </span>
      <div className="channel-head-title">
        <h2>
          <bdi>{name}</bdi>
        </h2>
        <Topic channel={channel} />
      </div>
      {channel.type === 'GUILD_WEB' ? null : <DateButton onGo={onGoToDate} />}
      <MembersButton surround={surround} />
      {surround.search}
    </header>
  )
}
