import { useMemo, type ReactElement } from 'react'
import type { DirectChannelListItem } from '#shared/models/channel.ts'
import type { ChannelId } from '#shared/models/ids.ts'
import { useAccount } from '../../accounts/account-context.ts'
import type { Catalogue } from '../../i18n/catalogue.ts'
import { useText } from '../../i18n/text-provider.tsx'
import { Avatar, type Presence } from '../../parts/avatar.tsx'
import type { TimeFormat } from '../../parts/format-time.ts'
import { messageText } from '../../parts/message-body/message-text.ts'
import { useNow } from '../../parts/use-now.ts'
import { isPlainClick } from '../../ui/is-plain-click.ts'
import { selectOther, sortedDirects } from '../../store/selectors/channels.ts'
import { selectUnread } from '../../store/selectors/unread.ts'
import { useAppList, useAppState } from '../../store/use-app-state.ts'
import { Badge } from '../../ui/badge.tsx'
import { classNames } from '../../ui/class-names.ts'
import { ListSkeleton } from '../../ui/skeleton.tsx'

export interface DirectLinks {
  readonly open: ChannelId | undefined
  readonly hrefOf: (channelId: ChannelId) => string
  readonly onOpen: (channelId: ChannelId) => void
  /** Somebody points at a channel, or has the focus on it. */
  readonly onNear: (channelId: ChannelId) => void
}

interface Reader {
  readonly me: string
  readonly options: Parameters<typeof messageText>[1]
}

interface DirectLinkProps {
  readonly channel: DirectChannelListItem
  readonly links: DirectLinks
  readonly time: TimeFormat
  readonly now: Date
}

/** What the list can say of a message without words: it does not hear of files. */
function withoutWords(type: string, text: Catalogue): string {
  const { files } = text
  const byType: Readonly<Record<string, string>> = { 'message/voice': files.voice, 'message/sticker': files.oneSticker }
  return byType[type] ?? files.kinds.other
}

/** The newest message in one line. */
function previewOf(channel: DirectChannelListItem, text: Catalogue, { me, options }: Reader): string {
  const last = channel.lastMessage
  if (last === null) return ''
  if (last.retractedAt !== undefined) return text.messages.originalRetracted
  const words = messageText(last.content, options) || withoutWords(last.type, text)
  return last.authorId === me ? text.directMessages.you(words) : words
}

function DirectLink({ channel, links, time, now }: DirectLinkProps): ReactElement {
  const text = useText()
  const { fileUrl } = useAccount()
  const other = useAppState((state) => selectOther(state, channel))
  const me = useAppState((state) => state.me._id)
  const presence = useAppState((state): Presence | undefined => {
    if (state.online === null || other === undefined) return undefined
    return state.online[other._id] === true ? 'online' : 'offline'
  })
  const people = useAppState((state) => state.people)
  const textOptions = useMemo(
    () => ({
      unknownPerson: text.messages.unknownPerson,
      names: {
        user: (id: string) => {
          const person = people[id]
          return person === undefined ? undefined : { name: person.username, me: person._id === me }
        },
        channel: () => undefined,
      },
    }),
    [people, me, text],
  )
  const { unread, isMore } = useAppList((state) => selectUnread(state, channel._id))
  const name = other?.username ?? text.messages.deletedPerson
  const current = links.open === channel._id
  return (
    <li>
      <a
        href={links.hrefOf(channel._id)}
        className={classNames('direct', unread > 0 && !current && 'direct-unread')}
        aria-current={current ? 'page' : undefined}
        aria-label={text.rail.withUnread(name, { unread, mentions: 0, isMore })}
        onPointerEnter={() => links.onNear(channel._id)}
        onFocus={() => links.onNear(channel._id)}
        onClick={(event) => {
          if (!isPlainClick(event)) return
          event.preventDefault()
          links.onOpen(channel._id)
        }}
      >
        <Avatar
          id={other?._id ?? channel._id}
          name={name}
          url={other?.avatarUrl === undefined ? undefined : fileUrl(other.avatarUrl)}
          bot={other?.isBot === true}
          size={36}
          presence={presence}
        />
        <span className="direct-lines">
          <span className="direct-top">
            <bdi className="direct-name truncate">{name}</bdi>
            {channel.lastMessage === null ? null : (
              <time className="direct-time" dateTime={channel.lastMessage.createdAt}>
                {time.short(channel.lastMessage.createdAt, now)}
              </time>
            )}
          </span>
          <span className="direct-last">
            <bdi className="truncate flex-1">{previewOf(channel, text, { me, options: textOptions })}</bdi>
            <Badge count={unread} isMore={isMore} />
          </span>
        </span>
      </a>
    </li>
  )
}

/** Conversations with one person each, the latest first. */
export function DirectList({ links, time }: { readonly links: DirectLinks; readonly time: TimeFormat }): ReactElement {
  const text = useText()
  const directs = useAppState((state) => state.directs)
  const now = useNow(60_000)
  const sorted = useMemo(() => sortedDirects(directs), [directs])
  return (
    <nav className="side" aria-label={text.directMessages.label}>
      <div className="side-head">
        <h1 className="truncate flex-1">{text.directMessages.label}</h1>
      </div>
      <div className="side-body">
        {directs === null ? <ListSkeleton label={text.ui.loading} /> : null}
        {directs?.length === 0 ? (
          <div className="side-note">
            <p>{text.directMessages.none}</p>
            <p className="text-muted">{text.directMessages.noneText}</p>
          </div>
        ) : null}
        <ul>
          {sorted.map((channel) => (
            <DirectLink key={channel._id} channel={channel} links={links} time={time} now={now} />
          ))}
        </ul>
      </div>
    </nav>
  )
}
