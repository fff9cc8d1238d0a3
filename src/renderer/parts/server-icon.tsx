import type { CSSProperties, ReactElement } from 'react'
import { Picture } from './picture.tsx'

interface ServerIconProps {
  readonly name: string
  readonly url?: string | undefined
  /** Pixels: 28 in lists, 40 in the rail, 44 on cards. */
  readonly size?: 28 | 40 | 44
}

export function ServerIcon({ name, url, size = 40 }: ServerIconProps): ReactElement {
  return (
    <span aria-hidden="true" style={{ '--avatar-size': `${size}px` } as CSSProperties}>
      <Picture url={url} name={name} className="server-icon" />
    </span>
  )
}
