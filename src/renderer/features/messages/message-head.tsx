import type { CSSProperties, ReactElement, ReactNode } from 'react'
import { Avatar } from '../../parts/avatar.tsx'
import { useAccount } from '../../accounts/account-context.ts'
import { useText } from '../../i18n/text-provider.tsx'
import { Tag } from '../../ui/badge.tsx'
import { useSurroundings } from './message-context.ts'

interface MessageHeadProps {
  readonly author: {
    readonly _id: string
    readonly username: string
    readonly avatarUrl?: string | undefined
    readonly isBot: boolean
  }
  /** ISO time. */
  readonly at: string
  /** Whether the time says in full what day it was: writing that out takes long, and only who points at it sees it. */
  readonly titled?: boolean
  /** Between name and time. */
  readonly children?: ReactNode
}

/** Who said it and when: picture in the gutter, name and time on one baseline. */
export function MessageHead({ author, at, titled = true, children }: MessageHeadProps): ReactElement {
  const text = useText()
  const { fileUrl } = useAccount()
  const { time, hues } = useSurroundings()
  const hue = hues.get(author._id)
  return (
    <>
      <span className="message-avatar">
        <Avatar
          id={author._id}
          name={author.username}
          url={author.avatarUrl === undefined ? undefined : fileUrl(author.avatarUrl)}
          bot={author.isBot}
          size={36}
        />
      </span>
      <header className="message-top">
        <bdi
          className={hue === undefined ? 'message-name' : 'message-name role-name'}
          style={hue === undefined ? undefined : ({ '--hue': hue } as CSSProperties)}
        >
          {author.username}
        </bdi>
        {author.isBot ? <Tag>{text.messages.bot}</Tag> : null}
        {children}
        <time className="message-time" dateTime={at} title={titled ? time.full(at) : undefined}>
          {time.time(at)}
        </time>
      </header>
    </>
  )
}
