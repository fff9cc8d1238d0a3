import { Check, Globe, Lock, TriangleAlert } from 'lucide-react'
import { useState, type FormEvent, type ReactElement } from 'react'
import type { LoginBody, RegisterBody } from '#shared/protocol/http/auth.ts'
import { useText } from '../../i18n/text-provider.tsx'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { TextField } from '../../ui/text-field.tsx'
import { CredentialsForm } from './credentials-form.tsx'

/** What is known of an address that was asked. */
export type FoundGateway =
  | {
      readonly status: 'gateway'
      readonly origin: string
      readonly secure: boolean
      readonly allowUserRegistration: boolean
    }
  | { readonly status: 'not-a-gateway' | 'unreachable' | 'bad-address' }

interface AddServerDialogProps {
  readonly open: boolean
  readonly onOpenChange: (open: boolean) => void
  readonly onProbe: (address: string) => Promise<FoundGateway>
  /** Both answer with what went wrong, in words, or with nothing; then the dialog closes. */
  readonly onLogIn: (gateway: string, form: LoginBody) => Promise<string | undefined>
  readonly onSignUp: (gateway: string, form: RegisterBody) => Promise<string | undefined>
}

type Step = 'address' | 'log-in' | 'sign-up'

/** Another gateway beside what is here: its address first, then who one is there. */
export function AddServerDialog(props: AddServerDialogProps): ReactElement {
  const { open, onOpenChange, onProbe, onLogIn, onSignUp } = props
  const text = useText()
  const [address, setAddress] = useState('')
  const [found, setFound] = useState<FoundGateway>()
  const [asking, setAsking] = useState(false)
  const [step, setStep] = useState<Step>('address')
  const gateway = found?.status === 'gateway' ? found : undefined

  function close(): void {
    setStep('address')
    setFound(undefined)
    setAddress('')
    onOpenChange(false)
  }

  async function ask(): Promise<void> {
    if (address.trim() === '') {
      setFound({ status: 'bad-address' })
      return
    }
    setAsking(true)
    setFound(await onProbe(address.trim()))
    setAsking(false)
  }

  async function enter(attempt: Promise<string | undefined>): Promise<string | undefined> {
    const wrong = await attempt
    if (wrong === undefined) close()
    return wrong
  }

  const complaint = {
    gateway: undefined,
    'not-a-gateway': text.addServer.notMew,
    unreachable: text.addServer.unreachable,
    'bad-address': text.addServer.addressMissing,
  }[found?.status ?? 'gateway']

  function actions(): ReactElement | undefined {
    if (step !== 'address') return undefined
    return (
      <>
        <Button variant="quiet" onClick={close}>
          {text.ui.cancel}
        </Button>
        {gateway?.allowUserRegistration === true ? (
          <Button onClick={() => { setStep('sign-up') }}>{text.addServer.createAccount}</Button>
        ) : null}
        {gateway === undefined ? (
          <Button variant="primary" type="submit" form="add-server" busy={asking}>
            {text.addServer.check}
          </Button>
        ) : (
          <Button variant="primary" onClick={() => { setStep('log-in') }}>
            {text.addServer.submit}
          </Button>
        )}
      </>
    )
  }

  return (
    <Dialog
      open={open}
      onOpenChange={(next) => { if (!next) close() }}
      title={gateway === undefined || step === 'address' ? text.addServer.title : text.signIn.title(new URL(gateway.origin).host)}
      description={step === 'address' ? text.addServer.intro : undefined}
      actions={actions()}
      closable={step !== 'address'}
    >
      {step === 'address' ? (
        <form
          id="add-server"
          onSubmit={(event: FormEvent) => {
            event.preventDefault()
            void ask()
          }}
        >
          <TextField
            label={text.addServer.address}
            leading={Globe}
            value={address}
            hint={text.addServer.addressHint}
            error={complaint}
            autoComplete="url"
            spellCheck={false}
            onValueChange={(value) => {
              setAddress(value)
              setFound(undefined)
            }}
          />
          {gateway === undefined ? null : (
            <ul className="checks">
              <li>
                <Check aria-hidden="true" /> {text.addServer.speaksMew}
              </li>
              <li className={gateway.secure ? undefined : 'checks-warn'}>
                {gateway.secure ? <Lock aria-hidden="true" /> : <TriangleAlert aria-hidden="true" />}
                {gateway.secure ? text.addServer.secure(new URL(gateway.origin).host) : text.addServer.notSecure}
              </li>
            </ul>
          )}
        </form>
      ) : null}
      {step !== 'address' && gateway !== undefined ? (
        <CredentialsForm
          mode={step}
          onLogIn={(form) => enter(onLogIn(gateway.origin, form))}
          onSignUp={(form) => enter(onSignUp(gateway.origin, form))}
        />
      ) : null}
    </Dialog>
  )
}
