import type { MouseEvent, ReactElement } from 'react'
import { useText } from '../../i18n/text-provider.tsx'
import { classNames } from '../../ui/class-names.ts'
import { isPlainClick } from '../../ui/is-plain-click.ts'
import { useMessageSurroundings } from './message-context.ts'

export function UserMention({ id }: { readonly id: string }): ReactElement {
  const text = useText()
  const { references, onOpenUser } = useMessageSurroundings()
  const user = references.user(id)
  if (user === undefined) return <span className="mention mention-unknown">@{text.messages.unknownPerson}</span>
  const className = classNames('mention', user.me && 'mention-me')
  const name = <bdi>@{user.name}</bdi>
  if (onOpenUser === undefined) return <span className={className}>{name}</span>
  return (
    <button type="button" className={className} onClick={(event) => onOpenUser(id, event.currentTarget)}>
      {name}
    </button>
  )
}

export function EveryoneMention({ word }: { readonly word: string }): ReactElement {
  const { everyone } = useMessageSurroundings().references
  if (everyone === 'nobody') return <>@{word}</>
  return <span className={classNames('mention', everyone === 'me' && 'mention-me')}>@{word}</span>
}

export function ChannelLink({ id }: { readonly id: string }): ReactElement {
  const { references, onOpenChannel } = useMessageSurroundings()
  const channel = references.channel(id)
  if (channel === undefined) return <>{`<#${id}>`}</>

  function open(event: MouseEvent): void {
    if (onOpenChannel === undefined || !isPlainClick(event)) return
    event.preventDefault()
    onOpenChannel(id)
  }

  return (
    <a className="channel-link" href={channel.href} onClick={open}>
      <bdi>#{channel.name}</bdi>
    </a>
  )
}
