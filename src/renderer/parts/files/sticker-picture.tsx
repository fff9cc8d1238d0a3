import { ImageOff } from 'lucide-react'
import { useState, type ReactElement } from 'react'
import type { ShownSticker } from '#shared/models/message-payload.ts'
import { useText } from '../../i18n/text-provider.tsx'
import { addressOf } from './attachments.tsx'
import { Elsewhere } from './picture-tile.tsx'

interface StickerPictureProps {
  readonly sticker: ShownSticker
  readonly fileUrl: (keyOrUrl: string) => string | undefined
  readonly onOpenLink: (url: string, shown: string) => void
}

/** A sticker in a message, in room that is always the same. */
export function StickerPicture({ sticker, fileUrl, onOpenLink }: StickerPictureProps): ReactElement {
  const text = useText()
  const [failed, setFailed] = useState(false)
  const address = addressOf(sticker)
  const url = address === '' ? undefined : fileUrl(address)
  const name = text.files.sticker(sticker.name)
  if (url === undefined) {
    return (
      <div className="sticker">
        <Elsewhere address={address} onOpenLink={onOpenLink} />
      </div>
    )
  }
  if (failed) {
    return (
      <div className="sticker picture-note" role="img" aria-label={name}>
        <ImageOff aria-hidden="true" />
        <bdi className="picture-name">{sticker.name}</bdi>
      </div>
    )
  }
  return (
    <img
      className="sticker"
      src={url}
      alt={name}
      title={sticker.name}
      loading="lazy"
      decoding="async"
      draggable={false}
      onError={() => setFailed(true)}
    />
  )
}
