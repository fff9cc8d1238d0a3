import { CircleAlert } from 'lucide-react'
import type { ReactElement } from 'react'
import { useAccount } from '../../accounts/account-context.ts'
import { useText } from '../../i18n/text-provider.tsx'
import { Button } from '../../ui/button.tsx'
import { FileChip } from './file-chip.tsx'

interface FileChipsProps {
  readonly files: readonly string[]
  /** What fails is said at once to those who listen; not in a list that is drawn anew with each scrolling. */
  readonly isSpoken?: boolean
}

/** The files in a row, wherever they wait for their message. */
export function FileChips({ files, isSpoken = false }: FileChipsProps): ReactElement | null {
  const text = useText()
  if (files.length === 0) return null
  return (
    <ul className="chips" aria-label={text.files.attached}>
      {files.map((id) => (
        <FileChip key={id} id={id} isSpoken={isSpoken} />
      ))}
    </ul>
  )
}

interface FilesFailedProps {
  readonly failed: readonly string[]
  readonly onSendWithout: () => void
}

/** Somebody wanted to send, and a file is not there: said before anything goes out without it. */
export function FilesFailed({ failed, onSendWithout }: FilesFailedProps): ReactElement {
  const text = useText()
  const { uploads } = useAccount().sync
  return (
    <div className="composer-alert" role="alert">
      <CircleAlert aria-hidden="true" />
      <p>{text.files.someFailed(failed.length)}</p>
      <Button
        size="small"
        variant="quiet"
        onClick={() => {
          for (const id of failed) uploads.retry(id)
        }}
      >
        {text.files.retryAll}
      </Button>
      <Button size="small" variant="quiet" onClick={onSendWithout}>
        {text.files.sendWithout(failed.length)}
      </Button>
    </div>
  )
}
