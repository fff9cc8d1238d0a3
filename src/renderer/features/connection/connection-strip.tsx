import { RefreshCw, WifiOff } from 'lucide-react'
import { useEffect, useState, type ReactElement } from 'react'
import { useAccount } from '../../accounts/account-context.ts'
import { useText } from '../../i18n/text-provider.tsx'
import type { TimeFormat } from '../../parts/format-time.ts'
import type { Connection } from '../../store/state.ts'
import { useAppState } from '../../store/use-app-state.ts'
import { Button } from '../../ui/button.tsx'
import { Strip } from '../../ui/strip.tsx'

/** A short cut is nobody's concern: a state is shown once it has lasted. */
const SHOW_AFTER_MS = 1_500

/** True once the connection has been anything but live for a while. */
function useLasting(status: Connection['status']): boolean {
  const [shown, setShown] = useState(false)
  const away = status !== 'connected'
  useEffect(() => {
    if (!away) {
      setShown(false)
      return undefined
    }
    const timer = setTimeout(() => {
      setShown(true)
    }, SHOW_AFTER_MS)
    return () => {
      clearTimeout(timer)
    }
  }, [away])
  return shown && away
}

function useSecondsUntil(moment: number | undefined): number | undefined {
  const [now, setNow] = useState(() => Date.now())
  useEffect(() => {
    if (moment === undefined) return undefined
    setNow(Date.now())
    const timer = setInterval(() => {
      setNow(Date.now())
    }, 1_000)
    return () => {
      clearInterval(timer)
    }
  }, [moment])
  return moment === undefined ? undefined : Math.max(0, Math.ceil((moment - now) / 1000))
}

interface ConnectionStripProps {
  readonly place: string
  readonly time: TimeFormat
}

/** The one status of the page: says in which state the connection is, and nothing while all is well. */
export function ConnectionStrip({ place, time }: ConnectionStripProps): ReactElement {
  const text = useText()
  const { sync } = useAccount()
  const connection = useAppState((state) => state.connection)
  const asOf = useAppState((state) => state.asOf)
  const lasting = useLasting(connection.status)
  const seconds = useSecondsUntil(connection.status === 'offline' ? connection.retryAt : undefined)
  const retry = (
    <Button size="small" variant="quiet" onClick={sync.retryNow}>
      {text.connection.retryNow}
    </Button>
  )

  function strip(): ReactElement | null {
    if (!lasting) return null
    if (connection.status === 'offline') {
      const since = asOf === null ? undefined : time.asOf(new Date(asOf).toISOString(), new Date())
      return (
        <Strip
          tone="warn"
          icon={WifiOff}
          text={since === undefined ? text.connection.offline : text.connection.offlineSince(since)}
          trailing={text.connection.tryingAgainIn(seconds ?? 0)}
          action={retry}
        />
      )
    }
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
    return <Strip tone="neutral" icon={RefreshCw} text={text.connection.connecting} />
  }

  return <div role="status">{strip()}</div>
}
