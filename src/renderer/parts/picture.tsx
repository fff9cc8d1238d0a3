import { useState } from 'react'
import type { ReactElement } from 'react'
import { initialsOf } from './initials.ts'

interface PictureProps {
  /** An address the page may load: already passed through `fileUrl`. */
  readonly url: string | undefined
  /** Its initials stand in where there is no picture or it does not load. */
  readonly name: string
  readonly className: string
}

export function Picture({ url, name, className }: PictureProps): ReactElement {
  const [failed, setFailed] = useState<string>()
  // Drawn by the style, not as text: the name stands beside it, and is what those who listen hear.
  if (url === undefined || url === failed) return <span className={className} data-initials={initialsOf(name)} />
  return (
    <img
      className={className}
      src={url}
      alt=""
      loading="lazy"
      decoding="async"
      draggable={false}
      onError={() => setFailed(url)}
    />
  )
}
