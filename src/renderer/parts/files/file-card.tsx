import { Download } from 'lucide-react'
import { lazy, Suspense, type ReactElement } from 'react'
import type { Attachment } from '#shared/models/message.ts'
import { useLanguage, useText } from '../../i18n/text-provider.tsx'
import { IconButton } from '../../ui/icon-button.tsx'
import { formatSize } from '../format-size.ts'
import { fileKind, playerFor } from './file-kind.ts'
import { plainName } from './file-name.ts'
import { KindIcon } from './kind-icon.tsx'

const MediaPlayer = lazy(async () => ({ default: (await import('./media-player.tsx')).MediaPlayer }))

interface FileCardProps {
  readonly attachment: Attachment
  /** Where the page may load it from; undefined: not at all. */
  readonly url: string | undefined
  readonly onSave: (attachment: Attachment) => void
}

/** A file one cannot see at a glance: what it is, how large, and the way to have it. What can be played is played here. */
export function FileCard({ attachment, url, onSave }: FileCardProps): ReactElement {
  const text = useText()
  const language = useLanguage()
  const name = plainName(attachment.filename)
  const kind = fileKind(attachment)
  const player = playerFor(attachment)
  return (
    <div className="file-card">
      <div className="file-line">
        <span className="file-kind">
          <KindIcon kind={kind} />
        </span>
        <span className="min-w-0 flex-1">
          <bdi className="file-name">{name}</bdi>
          <span className="file-meta">
            {text.files.kindAndSize(text.files.kinds[kind], formatSize(attachment.size, language))}
          </span>
        </span>
        <IconButton icon={Download} label={text.files.save(name)} onClick={() => onSave(attachment)} />
      </div>
      {player === undefined || url === undefined ? null : (
        // As high as what comes, so that nothing moves.
        <Suspense fallback={<div className={`player player-${player}`} />}>
          <MediaPlayer kind={player} url={url} name={name} />
        </Suspense>
      )}
    </div>
  )
}
