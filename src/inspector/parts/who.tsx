import type { ReactElement } from 'react'
import { Avatar } from '#renderer/parts/avatar.tsx'
import { showText } from '../journal/show-text.ts'
import { useNames } from '../use-inspector.ts'

/** Somebody in a line of text. */
export function Who({ name }: { readonly name: string }): ReactElement {
  const names = useNames()
  return (
    <span className="log-who">
      <Avatar id={name} name={name} bot={names.isBot(name)} size={20} />
      <bdi>{showText(name)}</bdi>
    </span>
  )
}
