import { useEffect, useState, type ReactElement } from 'react'
import type { Shell } from '../accounts/shell-store.ts'
import { SignInPage } from '../features/sign-in/sign-in-page.tsx'
import { useText } from '../i18n/text-provider.tsx'
import type { Platform } from '../platform/create-platform.ts'
import type { AccountSummary, GatewayProbe } from '../platform/sessions.ts'
import { describeWaiting } from './describe-sign-in.ts'
import { useEntering } from './use-entering.ts'

interface SignInProps {
  readonly platform: Platform
  readonly shell: Shell
  /** The account that waits for a sign-in, if one does; else the page's own gateway is meant. */
  readonly waiting: AccountSummary | undefined
}

const unknown = { allowUserRegistration: false, startCode: 'none' } as const

/** The sign-in where nothing else is open. The address stays, so that one lands where one was. */
export function SignIn({ platform, shell, waiting }: SignInProps): ReactElement {
  const text = useText()
  const { sessions } = platform
  const enter = useEntering(shell)
  const gateway = waiting?.gateway ?? location.origin
  const [probe, setProbe] = useState<GatewayProbe>()

  useEffect(() => {
    void sessions.probe(sessions.several ? gateway : undefined).then(setProbe)
  }, [sessions, gateway])

  const { allowUserRegistration, startCode } = probe?.status === 'gateway' ? probe : unknown
  return (
    <SignInPage
      allowsSignUp={allowUserRegistration}
      startCode={startCode}
      place={sessions.several ? new URL(gateway).host : undefined}
      notice={waiting === undefined ? undefined : describeWaiting(text, waiting, sessions.several)}
      onLogIn={(form) => enter(sessions.signIn(gateway, form))}
      onSignUp={(form) => enter(sessions.register(gateway, form))}
    />
  )
}
