import { Globe, ImageOff } from 'lucide-react'
import { useState, type ReactElement, type SyntheticEvent } from 'react'
import { useText } from '../../i18n/text-provider.tsx'
import { plainName } from './file-name.ts'

interface PictureTileProps {
  readonly filename: string
  /** Where the page may load it from; undefined: not at all. */
  readonly url: string | undefined
  /** As the message has it, for those who want to see it where it is. */
  readonly address: string
  /** How many more pictures there are than are shown: said on the last one. */
  readonly more: number
  readonly onOpen: () => void
  readonly onOpenLink: (url: string, shown: string) => void
}

/** A picture that is not fetched, because whoever keeps it would learn who looks at it. */
export function Elsewhere({ address, onOpenLink }: Pick<PictureTileProps, 'address' | 'onOpenLink'>): ReactElement {
  const text = useText()
  const host = URL.parse(address)?.host
  return (
    <div className="picture-note">
      <Globe aria-hidden="true" />
      <span>{host === undefined ? text.files.noAddress : text.files.elsewhere(host)}</span>
      {host === undefined ? null : (
        <button type="button" className="picture-link" onClick={() => onOpenLink(address, address)}>
          {text.files.openElsewhere}
        </button>
      )}
    </div>
  )
}

/** Small ones are not blown up, and long or wide ones are not cut down to a piece in the middle. */
function fitOf({ naturalWidth, naturalHeight, clientWidth, clientHeight }: HTMLImageElement): Fit {
  if (naturalWidth <= clientWidth && naturalHeight <= clientHeight) return 'small'
  const stretch = naturalWidth / naturalHeight / (clientWidth / clientHeight)
  return stretch > 2 || stretch < 0.5 ? 'whole' : 'cover'
}

type Fit = 'small' | 'whole' | 'cover'

/** One picture of a message, in room that was kept for it: nothing moves when it comes. */
export function PictureTile(props: PictureTileProps): ReactElement {
  const { filename, url, address, more, onOpen, onOpenLink } = props
  const text = useText()
  const [fit, setFit] = useState<Fit>('cover')
  const [failed, setFailed] = useState<string>()
  if (url === undefined) return <Elsewhere address={address} onOpenLink={onOpenLink} />
  if (failed === url) {
    return (
      <div className="picture-note">
        <ImageOff aria-hidden="true" />
        <span>{text.files.imageFailed}</span>
        <bdi className="picture-name">{plainName(filename)}</bdi>
      </div>
    )
  }
  return (
    <button
      type="button"
      className="picture-tile"
      aria-label={text.files.openImage(plainName(filename))}
      onClick={onOpen}
    >
      <img
        src={url}
        alt=""
        className={`picture-${fit}`}
        loading="lazy"
        decoding="async"
        draggable={false}
        onLoad={(event: SyntheticEvent<HTMLImageElement>) => setFit(fitOf(event.currentTarget))}
        onError={() => setFailed(url)}
      />
      {more > 0 ? (
        <span className="picture-more" aria-hidden="true">
          {text.files.more(more)}
        </span>
      ) : null}
    </button>
  )
}
