import { Fragment, type KeyboardEvent, type ReactElement } from 'react'
import type { ChannelId, MessageId } from '#shared/models/ids.ts'
import { useAccount } from '../../accounts/account-context.ts'
import { useText } from '../../i18n/text-provider.tsx'
import { Avatar } from '../../parts/avatar.tsx'
import type { TimeFormat } from '../../parts/format-time.ts'
import { messageText } from '../../parts/message-body/message-text.ts'
import { namesIn } from '../../store/selectors/names.ts'
import { useAppState } from '../../store/use-app-state.ts'
import { isPlainClick } from '../../ui/is-plain-click.ts'
import { excerpt, markedPieces } from './marked-text.ts'
import type { Hit } from './shown-hits.ts'

/** Where hits lead. */
export interface HitLinks {
  readonly hrefOf: (channelId: ChannelId, messageId: MessageId) => string
  readonly onOpen: (channelId: ChannelId, messageId: MessageId) => void
}

/** What was looked for stands out; all of it is text. */
function Marked({ words, wanted }: { readonly words: string; readonly wanted: string }): ReactElement {
  return (
    <span className="search-words" dir="auto">
      {markedPieces(words, wanted).map(({ at, text, isHit }) =>
        isHit ? <mark key={at}>{text}</mark> : <Fragment key={at}>{text}</Fragment>,
      )}
    </span>
  )
}

/** The words of a message as they are read: mentions by name. What was looked for may stand in their ids alone. */
function useWords({ message }: Hit, wanted: string): string {
  const text = useText()
  const people = useAppState((state) => state.people)
  const places = useAppState((state) => state.places)
  const names = namesIn({ people, places })
  return excerpt(messageText(message.content ?? '', { names, unknownPerson: text.messages.unknownPerson }), wanted)
}

interface HitLinkProps {
  readonly hit: Hit
  readonly wanted: string
  /** Hits of several channels stand together. */
  readonly namesChannel: boolean
  readonly time: TimeFormat
  readonly now: Date
  readonly links: HitLinks
  readonly onKeyDown: (event: KeyboardEvent) => void
}

/** A message that was found: who said it, where and when, and what. */
export function HitLink({ hit, wanted, namesChannel, time, now, links, onKeyDown }: HitLinkProps): ReactElement {
  const text = useText()
  const { fileUrl } = useAccount()
  const { message, channel } = hit
  const words = useWords(hit, wanted)
  const author = message.authorId
  const name = author?.username ?? text.messages.deletedPerson
  return (
    <a
      className="search-hit"
      href={links.hrefOf(channel._id, message._id)}
      onKeyDown={onKeyDown}
      onClick={(event) => {
        if (!isPlainClick(event)) return
        event.preventDefault()
        links.onOpen(channel._id, message._id)
      }}
    >
      <Avatar
        id={author?._id ?? message._id}
        name={name}
        url={author?.avatarUrl === undefined ? undefined : fileUrl(author.avatarUrl)}
        bot={author?.isBot === true}
      />
      <span className="search-hit-body">
        <span className="search-hit-top">
          <bdi className="search-hit-name truncate">{name}</bdi>{' '}
          {namesChannel && channel.type !== 'DM' ? <bdi className="truncate">#{channel.name}</bdi> : null}{' '}
          <time dateTime={message.createdAt} title={time.full(message.createdAt)}>
            {time.short(message.createdAt, now)}
          </time>
        </span>{' '}
        <Marked words={words} wanted={wanted} />
      </span>
    </a>
  )
}
