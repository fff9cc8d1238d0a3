import { AtSign, Hash } from 'lucide-react'
import type { ReactElement } from 'react'

interface PlaceTitleProps {
  readonly kind: 'channel' | 'direct'
  readonly name: string
  /** The server it is in, where it is in one. */
  readonly server: string | undefined
}

/** A channel by its name, where channels of several servers stand together. */
export function PlaceTitle({ kind, name, server }: PlaceTitleProps): ReactElement {
  const Icon = kind === 'direct' ? AtSign : Hash
  return (
    <span className="place-title">
      <Icon className="icon-inline" aria-hidden="true" />
      <bdi className="place-name">{name}</bdi>
      {server === undefined ? null : <bdi className="place-server">{server}</bdi>}
    </span>
  )
}
