import type { ReactElement } from 'react'
import { useText } from '../../i18n/text-provider.tsx'
import type { MessageIsland, MessageWindow } from '../../store/state.ts'
import { Button } from '../../ui/button.tsx'
import { Spinner } from '../../ui/spinner.tsx'

interface EndProps {
  readonly state: Exclude<MessageIsland['older'], 'unkept'>
  readonly onAgain: () => void
}

interface WordsProps extends EndProps {
  readonly className: string
  readonly loading: string
  readonly failed: string
}

function End({ state, onAgain, className, loading, failed }: WordsProps): ReactElement {
  const text = useText()
  return (
    <div className={className} role={state === 'failed' ? 'alert' : undefined}>
      {state === 'loading' ? <Spinner /> : null}
      {state === 'loading' ? loading : failed}
      {state === 'failed' ? (
        <Button size="small" onClick={onAgain}>
          {text.ui.tryAgain}
        </Button>
      ) : null}
    </div>
  )
}

interface NewerEndProps {
  readonly state: MessageIsland['newer']
  readonly onAgain: () => void
}

interface OlderEndProps {
  readonly state: MessageWindow['older']
  readonly onAgain: () => void
}

/** Above the first row: what becomes of the page before it. */
export function OlderEnd(props: OlderEndProps): ReactElement | null {
  const { loadingOlder, olderFailed, olderUnkept } = useText().messages
  const { state, onAgain } = props
  if (state === 'idle') return null
  if (state === 'unkept') return <div className="message-older">{olderUnkept}</div>
  return <End {...{ state, onAgain }} className="message-older" loading={loadingOlder} failed={olderFailed} />
}

/** Below the last row of a range that does not reach the newest: that something is missing there. */
export function NewerEnd({ state, onAgain }: NewerEndProps): ReactElement {
  const { loadingNewer, newerFailed, newerUnkept, gap } = useText().messages
  const className = 'message-older message-gap'
  if (state === 'unkept') return <div className={className}>{newerUnkept}</div>
  const failed = state === 'failed' ? newerFailed : gap
  return <End {...{ state, onAgain, className, failed }} loading={loadingNewer} />
}
