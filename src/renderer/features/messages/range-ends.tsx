import type { ReactElement } from 'react'
import { useText } from '../../i18n/text-provider.tsx'
import type { MessageIsland, MessageWindow } from '../../store/state.ts'
import { Button } from '../../ui/button.tsx'
import { Spinner } from '../../ui/spinner.tsx'

interface EndProps {
  readonly state: MessageIsland['older']
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
export function NewerEnd(props: EndProps): ReactElement {
  const { loadingNewer, newerFailed, gap } = useText().messages
  return (
    <End
      {...props}
      className="message-older message-gap"
      loading={loadingNewer}
      failed={props.state === 'failed' ? newerFailed : gap}
    />
  )
}
