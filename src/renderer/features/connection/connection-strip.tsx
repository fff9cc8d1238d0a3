import { RefreshCw, WifiOff } from 'lucide-react'
import { useEffect, useState, type ReactElement } from 'react'
import { useAccount } from '../../accounts/account-context.ts'
import { useText } from '../../i18n/text-provider.tsx'
import type { TimeFormat } from '../../parts/format-time.ts'
import { useNow } from '../../parts/use-now.ts'
import { selectAsOf } from '../../store/selectors/as-of.ts'
import type { Connection } from '../../store/state.ts'
import { useAppState } from '../../store/use-app-state.ts'
import { Button } from '../../ui/button.tsx'
import { Strip } from '../../ui/strip.tsx'

/** A short cut is nobody's concern: a state is shown once it has lasted. */
const SHOW_AFTER_MS = 1_500

interface StripProps {
  readonly place: string
  readonly time: TimeFormat
}

interface ConnectionStripProps extends StripProps {
  readonly shown: boolean
  /** What is to be said of the disk. */
  readonly keeping?: ReactElement
}

interface OfflineStripProps {
  readonly time: TimeFormat
  readonly connection: Extract<Connection, { readonly status: 'offline' }>
}

/** Since when what is shown may be another by now, in words. */
function useSince(time: TimeFormat, now: Date): string | undefined {
  const asOf = useAppState(selectAsOf)
  return asOf === null ? undefined : time.asOf(new Date(asOf).toISOString(), now)
}

function OfflineStrip({ time, connection }: OfflineStripProps): ReactElement {
  const text = useText()
  const { sync } = useAccount()
  const now = useNow(1_000)
  const seconds = Math.max(0, Math.ceil((connection.retryAt - now.getTime()) / 1000))
  const since = useSince(time, now)
  return (
    <Strip
      tone="warn"
      icon={WifiOff}
      text={since === undefined ? text.connection.offline : text.connection.offlineSince(since)}
      // Within a status each second would be spoken.
      trailing={<span aria-hidden="true">{text.connection.tryingAgainIn(seconds)}</span>}
      action={
        <Button size="small" variant="quiet" onClick={sync.retryNow}>
          {text.connection.retryNow}
        </Button>
      }
    />
  )
}

/** Whether the connection has been away for so long that it is worth a word. Asked above the channels: it outlasts them. */
export function useLongAway(): boolean {
  const away = useAppState((state) => state.connection.status !== 'connected')
  const [lasting, setLasting] = useState(false)
  useEffect(() => {
    if (!away) return undefined
    const timer = setTimeout(() => {
      setLasting(true)
    }, SHOW_AFTER_MS)
    return () => {
      clearTimeout(timer)
      setLasting(false)
    }
  }, [away])
  return away && lasting
}

/** A network that swallows everything may take half a minute to be known as none: what is shown says its age before. */
function ConnectingStrip({ time }: Pick<StripProps, 'time'>): ReactElement {
  const text = useText()
  const since = useSince(time, useNow(60_000))
  const { connecting, connectingSince } = text.connection
  return <Strip tone="neutral" icon={RefreshCw} text={since === undefined ? connecting : connectingSince(since)} />
}

function AwayStrip({ place, time }: StripProps): ReactElement {
  const text = useText()
  const connection = useAppState((state) => state.connection)
  if (connection.status === 'offline') return <OfflineStrip time={time} connection={connection} />
  if (connection.status === 'reconnecting') {
    return (
      <Strip
        tone="neutral"
        icon={RefreshCw}
        text={text.connection.reconnecting(place)}
        trailing={text.connection.attempt(connection.attempt)}
      />
    )
  }
  return <ConnectingStrip time={time} />
}

/** The one status of the page: the state of the connection and of the disk, and nothing while all is well. */
export function ConnectionStrip({ shown, keeping, ...props }: ConnectionStripProps): ReactElement {
  return (
    <div role="status">
      {shown ? <AwayStrip {...props} /> : null}
      {keeping}
    </div>
  )
}
