import type { ReactElement } from 'react'
import type { Attachment } from '#shared/models/message.ts'
import { useText } from '../../i18n/text-provider.tsx'
import { FileCard } from './file-card.tsx'
import { isPicture } from './file-kind.ts'
import { PictureTile } from './picture-tile.tsx'

export interface AttachmentsProps {
  readonly attachments: readonly Attachment[]
  readonly fileUrl: (keyOrUrl: string) => string | undefined
  /** By its place among the pictures. */
  readonly onOpenImage: (index: number) => void
  readonly onSave: (attachment: Attachment) => void
  readonly onOpenLink: (url: string, shown: string) => void
}

/** More than these are behind the last one. */
const MOST_SHOWN = 9

/** Where a file of a message is, as its record says. */
export const addressOf = ({ url, key }: Pick<Attachment, 'url' | 'key'>): string => url ?? key ?? ''

export const picturesOf = (attachments: readonly Attachment[]): readonly Attachment[] => attachments.filter(isPicture)

function Pictures(props: AttachmentsProps): ReactElement | null {
  const pictures = picturesOf(props.attachments)
  if (pictures.length === 0) return null
  const shown = pictures.slice(0, MOST_SHOWN)
  const grid = pictures.length > 4 ? 'many' : String(pictures.length)
  return (
    <div className={`pictures pictures-${grid}`}>
      {shown.map((picture, index) => (
        <PictureTile
          // A message keeps its files in their order for good.
          // oxlint-disable-next-line react/no-array-index-key
          key={index}
          filename={picture.filename}
          url={props.fileUrl(addressOf(picture))}
          address={addressOf(picture)}
          more={index === shown.length - 1 ? pictures.length - shown.length : 0}
          onOpen={() => props.onOpenImage(index)}
          onOpenLink={props.onOpenLink}
        />
      ))}
    </div>
  )
}

/** The files of a message: pictures together, all else one below the other. */
export function Attachments(props: AttachmentsProps): ReactElement {
  const text = useText()
  const files = props.attachments.filter((attachment) => !isPicture(attachment))
  return (
    <div className="attachments" role="group" aria-label={text.files.attachments}>
      <Pictures {...props} />
      {files.map((attachment, index) => (
        <FileCard
          // oxlint-disable-next-line react/no-array-index-key
          key={index}
          attachment={attachment}
          url={props.fileUrl(addressOf(attachment))}
          onSave={props.onSave}
        />
      ))}
    </div>
  )
}
