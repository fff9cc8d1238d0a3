import { X } from 'lucide-react'
import type { KeyboardEvent, ReactElement, ReactNode } from 'react'
import { IconButton } from '#renderer/ui/icon-button.tsx'
import { change } from '../page-state.ts'

interface DetailFrameProps {
  readonly label: string
  readonly title: string
  readonly hint: ReactNode
  readonly foot?: ReactNode
  readonly children: ReactNode
}

function close(): void {
  change({ selected: undefined })
  document.querySelector<HTMLElement>('.log')?.focus()
}

/** Beside the log: what is selected there. Escape leads back. */
export function DetailFrame({ label, title, hint, foot, children }: DetailFrameProps): ReactElement {
  function onKeyDown(event: KeyboardEvent): void {
    if (event.key === 'Escape' && !event.defaultPrevented) close()
  }
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- Escape is heard from all that is in it
    <aside className="detail" aria-label={label} tabIndex={-1} onKeyDown={onKeyDown}>
      <header className="detail-head">
        <div>
          <b>{title}</b>
          <p className="hint tabular-nums">{hint}</p>
        </div>
        <IconButton icon={X} size="small" label="Close detail" onClick={close} />
      </header>
      <div className="detail-scroll">{children}</div>
      {foot}
    </aside>
  )
}
