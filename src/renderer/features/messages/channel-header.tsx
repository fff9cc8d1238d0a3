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

/** What stands around the messages, and how it is shown or hidden. */
export interface Surround {
  /** Narrow: the lists are a sheet behind a button. */
  readonly onOpenLists?: (() => void) | undefined
  readonly somethingUnread: boolean
  readonly membersShown: boolean
  readonly onToggleMembers?: (() => void) | undefined
  /** The members are a sheet, not a column. */
  readonly membersInSheet: boolean
}

interface ChannelHeaderProps {
  readonly channel: ListedChannel
  readonly other: UserSummary | undefined
  readonly name: string
  readonly surround: Surround
}

export function ChannelHeader({ channel, other, name, surround }: ChannelHeaderProps): ReactElement {
  const text = useText()
  const { fileUrl } = useAccount()
  const known = useAppState((state) => state.online !== null)
  const topic = channel.type === 'DM' ? (known ? undefined : text.members.unknownPresence) : channel.topic
  const Icon = channel.type === 'GUILD_WEB' ? Globe : Hash
  const { onOpenLists, onToggleMembers, membersShown, membersInSheet } = surround
  const membersLabel = membersShown ? text.members.hide : text.members.show
  return (
    <header className="channel-head">
      {onOpenLists === undefined ? null : (
        <span className="relative">
          <IconButton icon={PanelLeft} label={text.rail.openLists} onClick={onOpenLists} />
          {surround.somethingUnread ? <Dot /> : null}
        </span>
      )}
      <span className="channel-head-icon">
        {channel.type === 'DM' ? (
          <Avatar
            id={other?._id ?? channel._id}
            name={name}
            url={other?.avatarUrl === undefined ? undefined : fileUrl(other.avatarUrl)}
            bot={other?.isBot === true}
          />
        ) : (
          <Icon aria-hidden="true" />
        )}
      </span>
      <div className="channel-head-title">
        <h2>
          <bdi>{name}</bdi>
        </h2>
        {topic === undefined || topic === '' ? null : (
          <p className="truncate" title={topic}>
            <bdi>{topic}</bdi>
          </p>
        )}
      </div>
      {onToggleMembers === undefined ? null : (
        <IconButton
          icon={Users}
          label={membersInSheet ? text.members.label : membersLabel}
          onClick={onToggleMembers}
          {...(membersInSheet ? {} : { pressed: membersShown })}
        />
      )}
    </header>
  )
}
