import { RotateCw, X } from 'lucide-react'
import { useCallback, useState, type CSSProperties, type ReactElement } from 'react'
import { assertNever } from '#shared/assert-never.ts'
import { useAccount } from '../../accounts/account-context.ts'
import type { Catalogue } from '../../i18n/catalogue.ts'
import { describeReason } from '../../i18n/describe-outcome.ts'
import { useLanguage, useText } from '../../i18n/text-provider.tsx'
import { fileKind, isPicture } from '../../parts/files/file-kind.ts'
import { plainName } from '../../parts/files/file-name.ts'
import { KindIcon } from '../../parts/files/kind-icon.tsx'
import { formatSize } from '../../parts/format-size.ts'
import type { OutgoingFile, Refusal } from '../../store/state.ts'
import { useAppState } from '../../store/use-app-state.ts'
import { classNames } from '../../ui/class-names.ts'
import { IconButton } from '../../ui/icon-button.tsx'

/** Another try would come to the same end. */
const isTooLarge = (refusal: Refusal): boolean =>
  'code' in refusal && (refusal.code === 'fileTooLarge' || refusal.code === 'tooLarge')

const mayRetry = ({ progress }: OutgoingFile): boolean =>
  progress.status === 'failed' && (progress.refusal === null || !isTooLarge(progress.refusal))

/** Why a file did not get to the gateway, with its size where that is the reason. */
function whyFailed(text: Catalogue, file: OutgoingFile, size: string): string {
  const { progress } = file
  if (progress.status !== 'failed' || progress.refusal === null) return text.files.failed(text.errors.unreachable)
  const { refusal } = progress
  return isTooLarge(refusal) ? text.files.tooLarge(size) : text.files.failed(describeReason(text, refusal))
}

function stateWords(text: Catalogue, file: OutgoingFile, language: string): string {
  const size = formatSize(file.size, language)
  switch (file.progress.status) {
    case 'waiting':
      return text.files.waiting(size)
    case 'uploading':
      return text.files.progress(formatSize(file.progress.sent, language), size)
    case 'done':
      return text.files.ready(size)
    case 'gone':
      return text.files.gone
    case 'failed':
      return whyFailed(text, file, size)
    default:
      return assertNever(file.progress)
  }
}

/** The picture itself, small, from this computer. */
function Preview({ file, onFailed }: { readonly file: File; readonly onFailed: () => void }): ReactElement {
  const show = useCallback(
    (image: HTMLImageElement) => {
      const url = URL.createObjectURL(file)
      image.src = url
      return () => {
        URL.revokeObjectURL(url)
      }
    },
    [file],
  )
  return <img ref={show} alt="" onError={onFailed} />
}

function ChipPicture({ file: { id, name, contentType } }: { readonly file: OutgoingFile }): ReactElement {
  const { uploads } = useAccount().sync
  const [failed, setFailed] = useState(false)
  const described = { filename: name, contentType }
  const file = isPicture(described) && !failed ? uploads.fileOf(id) : undefined
  return (
    <span className="chip-picture">
      {file === undefined ? (
        <KindIcon kind={fileKind(described)} />
      ) : (
        <Preview file={file} onFailed={() => setFailed(true)} />
      )}
    </span>
  )
}

function ChipBar({ file, name }: { readonly file: OutgoingFile; readonly name: string }): ReactElement | null {
  const text = useText()
  if (file.progress.status !== 'uploading') return null
  const percent = file.size === 0 ? 0 : Math.round((file.progress.sent / file.size) * 100)
  return (
    <span
      className="chip-bar"
      role="progressbar"
      aria-label={text.files.uploading(name)}
      aria-valuenow={percent}
      aria-valuemin={0}
      aria-valuemax={100}
      style={{ '--at': `${percent}%` } as CSSProperties}
    />
  )
}

function Chip({ file, isSpoken }: { readonly file: OutgoingFile; readonly isSpoken: boolean }): ReactElement {
  const text = useText()
  const language = useLanguage()
  const { uploads } = useAccount().sync
  const name = plainName(file.name)
  const failed = file.progress.status === 'failed' || file.progress.status === 'gone'
  return (
    <li className={classNames('chip', failed && 'chip-failed')} data-status={file.progress.status}>
      <ChipPicture file={file} />
      <span className="chip-words" role={failed && isSpoken ? 'alert' : undefined}>
        <bdi className="chip-name" title={name}>
          {name}
        </bdi>
        <span className="chip-meta">{stateWords(text, file, language)}</span>
      </span>
      {mayRetry(file) ? (
        <IconButton
          size="small"
          icon={RotateCw}
          label={text.files.retry(name)}
          onClick={() => uploads.retry(file.id)}
        />
      ) : null}
      <IconButton size="small" icon={X} label={text.files.remove(name)} onClick={() => uploads.remove(file.id)} />
      <ChipBar file={file} name={name} />
    </li>
  )
}

interface FileChipProps {
  readonly id: string
  /** That it failed is said at once to those who listen. */
  readonly isSpoken: boolean
}

/** One file that is to go with a message: how far it is, and the way to take it out again. */
export function FileChip({ id, isSpoken }: FileChipProps): ReactElement | null {
  const file = useAppState((state) => state.outgoing[id])
  return file === undefined ? null : <Chip file={file} isSpoken={isSpoken} />
}
