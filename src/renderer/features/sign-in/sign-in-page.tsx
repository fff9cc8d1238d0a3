import { Terminal } from 'lucide-react'
import { useState, type ReactElement } from 'react'
import type { LoginBody, RegisterBody } from '#shared/protocol/http/auth.ts'
import { useText } from '../../i18n/text-provider.tsx'
import { Logo, LogoGround } from '../../parts/logo.tsx'
import { CredentialsForm } from './credentials-form.tsx'

interface SignInPageProps {
  readonly onLogIn: (form: LoginBody) => Promise<string | undefined>
  readonly onSignUp: (form: RegisterBody) => Promise<string | undefined>
  readonly allowsSignUp: boolean
  /** The gateway runs in somebody's terminal, where an address stands that needs no form. */
  readonly startCode: 'none' | 'printed' | 'outdated'
  /** Where one signs in; the page's own gateway has no name worth showing. */
  readonly place?: string | undefined
  /** Why one is asked to log in, where it is not plain. */
  readonly notice?: string | undefined
}

/** Logging in, and making an account. */
export function SignInPage(props: SignInPageProps): ReactElement {
  const { onLogIn, onSignUp, allowsSignUp, startCode, place, notice } = props
  const text = useText()
  const [mode, setMode] = useState<'log-in' | 'sign-up'>('log-in')
  const isNew = mode === 'sign-up'
  const title = isNew
    ? place === undefined
      ? text.signIn.signUpTitlePlain
      : text.signIn.signUpTitle(place)
    : place === undefined
      ? text.signIn.titlePlain
      : text.signIn.title(place)
  return (
    <div className="sign">
      <main className="sign-side">
        <div className="sign-column">
          <Logo size={48} className="sign-logo" />
          <div>
            <h1>{title}</h1>
            <p className="sign-intro">{isNew ? text.signIn.signUpIntro : text.signIn.welcome}</p>
          </div>
          {notice === undefined ? null : (
            <p className="sign-notice" role="status">
              {notice}
            </p>
          )}
          <CredentialsForm key={mode} mode={mode} onLogIn={onLogIn} onSignUp={onSignUp} />
          {allowsSignUp || isNew ? (
            <p className="text-muted">
              {isNew ? text.signIn.haveAccount : text.signIn.newHere}{' '}
              <button
                type="button"
                className="link"
                onClick={() => {
                  setMode(isNew ? 'log-in' : 'sign-up')
                }}
              >
                {isNew ? text.signIn.backToLogIn : text.signIn.createAccount}
              </button>
            </p>
          ) : null}
        </div>
        {startCode !== 'none' ? (
          <p className="sign-foot">
            <Terminal aria-hidden="true" />
            {startCode === 'printed' ? text.signIn.startCode : text.signIn.startCodeUsed}
          </p>
        ) : null}
      </main>
      <div className="sign-ground" aria-hidden="true">
        <LogoGround />
      </div>
    </div>
  )
}
