import type { CSSProperties, ReactElement } from 'react'
import { classNames } from '../ui/class-names.ts'
import { hueOf } from './hue.ts'
import { Picture } from './picture.tsx'

export type Presence = 'online' | 'offline'

/** Pixels: 16 quote, 20 compact list, 24 completion, 28 list, 36 message, 44 card, 72 profile. */
export type AvatarSize = 16 | 20 | 24 | 28 | 36 | 44 | 72

interface AvatarProps {
  /** The user's id: the hue of a tile without a picture comes from it. */
  readonly id: string
  readonly name: string
  readonly url?: string | undefined
  /** Bots are rounded squares, people circles. */
  readonly bot?: boolean
  readonly size?: AvatarSize
  /** Missing where it is not known: then there is no dot at all. */
  readonly presence?: Presence | undefined
}

/** Says nothing to those who listen: name and presence stand in the accessible name of what it belongs to. */
export function Avatar({ id, name, url, bot = false, size = 28, presence }: AvatarProps): ReactElement {
  const style = { '--avatar-size': `${size}px`, '--hue': hueOf(id) } as CSSProperties
  return (
    <span aria-hidden="true" className={classNames('avatar', bot && 'avatar-square')} style={style}>
      <Picture url={url} name={name} className="avatar-picture" />
      {presence === undefined ? null : (
        <i className={classNames('avatar-presence', presence === 'offline' && 'avatar-presence-offline')} />
      )}
    </span>
  )
}
