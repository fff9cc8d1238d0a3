import { useEffect, useState, type ReactElement } from 'react'
import type { Shell } from '../accounts/shell-store.ts'
import { SignInPage } from '../features/sign-in/sign-in-page.tsx'
import { useText } from '../i18n/text-provider.tsx'
import type { Platform } from '../platform/create-platform.ts'
import type { SignInResult } from '../platform/sessions.ts'
import { describeSignIn } from './describe-sign-in.ts'

interface SignInProps {
  readonly platform: Platform
  readonly shell: Shell
}

/** The sign-in of the page's own gateway. The address stays, so that one lands where one was. */
export function SignIn({ platform, shell }: SignInProps): ReactElement {
  const text = useText()
  const { sessions } = platform
  const [gateway, setGateway] = useState({ allowsSignUp: false, startCode: false })

  useEffect(() => {
    void sessions.probe(undefined).then((probe) => {
      if (probe.status !== 'gateway') return
      setGateway({ allowsSignUp: probe.allowUserRegistration, startCode: probe.startCode })
    })
  }, [sessions])

  async function enter(attempt: Promise<SignInResult>): Promise<string | undefined> {
    const result = await attempt
    if (result.status === 'signed-in') shell.enter(result.account)
    return describeSignIn(text, result)
  }

  return (
    <SignInPage
      allowsSignUp={gateway.allowsSignUp}
      startCode={gateway.startCode}
      onLogIn={(form) => enter(sessions.signIn(location.origin, form))}
      onSignUp={(form) => enter(sessions.register(location.origin, form))}
    />
  )
}
