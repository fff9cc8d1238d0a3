import { useState, type ReactElement } from 'react'
import { useText } from '../../i18n/text-provider.tsx'

interface MediaPlayerProps {
  readonly kind: 'audio' | 'video'
  readonly url: string
  readonly name: string
}

/** Sound or film, by the browser's own controls. What turns out to be neither says so in the same room. */
export function MediaPlayer({ kind, url, name }: MediaPlayerProps): ReactElement {
  const text = useText()
  const [failed, setFailed] = useState<string>()
  if (failed === url) return <p className={`player player-${kind} player-failed`}>{text.files.cannotPlay}</p>
  const common = {
    src: url,
    controls: true,
    preload: 'metadata',
    className: `player player-${kind}`,
    'aria-label': text.files.play(name),
    onError: () => setFailed(url),
  } as const
  // What people send has no captions.
  // oxlint-disable-next-line jsx-a11y/media-has-caption
  return kind === 'audio' ? <audio {...common} /> : <video {...common} playsInline />
}
