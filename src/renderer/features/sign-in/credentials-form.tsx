import { useEffect, useRef, useState, type FormEvent, type ReactElement } from 'react'
import { loginBody, registerBody, type LoginBody, type RegisterBody } from '#shared/protocol/http/auth.ts'
import type { Catalogue } from '../../i18n/catalogue.ts'
import { useText } from '../../i18n/text-provider.tsx'
import { Button } from '../../ui/button.tsx'
import { TextField } from '../../ui/text-field.tsx'

type Field = 'username' | 'email' | 'password'
type Values = Readonly<Record<Field, string>>
type Complaints = Partial<Record<Field, string>>

interface CredentialsFormProps {
  /** A new account, or one that is there. */
  readonly mode: 'log-in' | 'sign-up'
  readonly onLogIn: (form: LoginBody) => Promise<string | undefined>
  /** Both answer with what went wrong, in words, or with nothing. */
  readonly onSignUp: (form: RegisterBody) => Promise<string | undefined>
}

const EMPTY: Values = { username: '', email: '', password: '' }

function emailComplaint(text: Catalogue, email: string): string | undefined {
  if (email.trim() === '') return text.signIn.emailMissing
  return loginBody.shape.email.safeParse(email).success ? undefined : text.signIn.emailIncomplete
}

function passwordComplaint(text: Catalogue, password: string, isNew: boolean): string | undefined {
  if (password === '') return text.signIn.passwordMissing
  const fits = !isNew || registerBody.shape.password.safeParse(password).success
  return fits ? undefined : text.signIn.passwordShort
}

/** What is wrong with what was typed, before anybody is asked. */
function complaintsAbout(text: Catalogue, values: Values, isNew: boolean): Complaints {
  const email = emailComplaint(text, values.email)
  const password = passwordComplaint(text, values.password, isNew)
  const nameFits = !isNew || registerBody.shape.username.safeParse(values.username).success
  return {
    ...(nameFits ? {} : { username: text.signIn.usernameMissing }),
    ...(email === undefined ? {} : { email }),
    ...(password === undefined ? {} : { password }),
  }
}

/** The fields of logging in or signing up. Refused, everything typed stays. */
export function CredentialsForm({ mode, onLogIn, onSignUp }: CredentialsFormProps): ReactElement {
  const text = useText()
  const [values, setValues] = useState(EMPTY)
  const [complaints, setComplaints] = useState<Complaints>({})
  const [refusal, setRefusal] = useState<string>()
  const [busy, setBusy] = useState(false)
  const isNew = mode === 'sign-up'
  const emailInput = useRef<HTMLInputElement>(null)

  useEffect(() => {
    // The page, or the step of a dialog, is this form.
    if (!isNew) emailInput.current?.focus()
  }, [isNew])

  const change = (field: Field) => (value: string) => {
    setValues((before) => ({ ...before, [field]: value }))
    setComplaints((before) => ({ ...before, [field]: undefined }))
    setRefusal(undefined)
  }

  async function submit(): Promise<void> {
    const found = complaintsAbout(text, values, isNew)
    setComplaints(found)
    if (Object.keys(found).length > 0) return
    setBusy(true)
    const { username, email, password } = values
    const wrong = isNew ? await onSignUp({ username, email, password }) : await onLogIn({ email, password })
    setBusy(false)
    setRefusal(wrong)
  }

  return (
    <form
      className="sign-fields"
      noValidate
      onSubmit={(event: FormEvent) => {
        event.preventDefault()
        if (!busy) void submit()
      }}
    >
      {isNew ? (
        <TextField
          label={text.signIn.username}
          size="large"
          value={values.username}
          onValueChange={change('username')}
          error={complaints.username}
          hint={text.signIn.usernameHint}
          autoComplete="username"
          maxLength={32}
        />
      ) : null}
      <TextField
        label={text.signIn.email}
        type="email"
        size="large"
        value={values.email}
        onValueChange={change('email')}
        error={complaints.email}
        autoComplete="email"
        ref={emailInput}
      />
      <TextField
        label={text.signIn.password}
        type="password"
        size="large"
        value={values.password}
        onValueChange={change('password')}
        error={complaints.password}
        {...(isNew ? { hint: text.signIn.passwordHint } : {})}
        autoComplete={isNew ? 'new-password' : 'current-password'}
      />
      {refusal === undefined ? null : (
        <p className="sign-refusal" role="alert">
          {refusal}
        </p>
      )}
      <Button type="submit" variant="primary" size="large" block busy={busy}>
        {isNew ? text.signIn.signUp : text.signIn.submit}
      </Button>
    </form>
  )
}
