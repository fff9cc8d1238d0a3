import type { ReactElement } from 'react'
import { useText } from '../../i18n/text-provider.tsx'
import { useSurroundings } from './message-context.ts'

interface DividersProps {
  /** ISO time of the row below. */
  readonly at: string
  readonly day: boolean
  /** ISO time up to which was read; the rows below are new. */
  readonly newSince: string | undefined
  readonly now: Date
}

/** What stands between two messages: a new day, and where the new ones begin. */
export function Dividers({ at, day, newSince, now }: DividersProps): ReactElement {
  const text = useText()
  const { time } = useSurroundings()
  const label = day ? time.day(at, now) : ''
  return (
    <>
      {day ? (
        <div className="divider" role="separator" aria-label={label}>
          <span>{label}</span>
        </div>
      ) : null}
      {newSince === undefined ? null : (
        <div className="divider divider-new" role="separator" aria-label={text.messages.newDivider}>
          <span>{newSince === '' ? text.messages.newDivider : text.messages.newSince(time.asOf(newSince, now))}</span>
        </div>
      )}
    </>
  )
}
