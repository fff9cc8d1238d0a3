import { useEffect, useState, type ReactElement } from 'react'
import { useText } from '../i18n/text-provider.tsx'
import { Logo } from '../parts/logo.tsx'
import { Spinner } from '../ui/spinner.tsx'

/** What starts fast shows nothing in between. */
const SHOW_AFTER_MS = 400

/** Before anything is known: who is signed in is being asked, or the gateway does not answer yet. */
export function Starting({ unreachable }: { readonly unreachable: boolean }): ReactElement {
  const text = useText()
  const [shown, setShown] = useState(false)
  useEffect(() => {
    const timer = setTimeout(() => {
      setShown(true)
    }, SHOW_AFTER_MS)
    return () => {
      clearTimeout(timer)
    }
  }, [])
  return (
    <main className="starting" role="status" aria-label={text.connection.connecting}>
      {shown || unreachable ? (
        <>
          <Logo size={64} className="text-accent" />
          <p>
            <Spinner /> {text.connection.connecting}
          </p>
          {unreachable ? <p className="text-muted">{text.connection.waitingForServer}</p> : null}
        </>
      ) : null}
    </main>
  )
}
