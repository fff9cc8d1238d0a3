import { useState, type ReactElement } from 'react'
import type { LoginBody, RegisterBody } from '#shared/protocol/http/auth.ts'
import { useText } from '../../i18n/text-provider.tsx'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { AddressStep, type FoundGateway, type Probed } from './address-step.tsx'
import { CredentialsForm } from './credentials-form.tsx'

interface AddServerDialogProps {
  readonly open: boolean
  readonly onClose: () => void
  /** Makes a server in the workspace that is open instead; missing where none is. */
  readonly onCreateInstead: (() => void) | undefined
  readonly onProbe: (address: string) => Promise<Probed>
  /** Both answer with what went wrong, in words, or with nothing; then the dialog closes. */
  readonly onLogIn: (gateway: string, form: LoginBody) => Promise<string | undefined>
  readonly onSignUp: (gateway: string, form: RegisterBody) => Promise<string | undefined>
}

type Step = 'address' | 'log-in' | 'sign-up'

const FORM_ID = 'add-server'

interface ActionsProps {
  readonly gateway: FoundGateway | undefined
  readonly asking: boolean
  readonly onCancel: () => void
  readonly onStep: (step: Step) => void
}

function AddressActions({ gateway, asking, onCancel, onStep }: ActionsProps): ReactElement {
  const text = useText()
  return (
    <>
      <Button variant="quiet" onClick={onCancel}>
        {text.ui.cancel}
      </Button>
      {gateway?.allowUserRegistration === true ? (
        <Button onClick={() => onStep('sign-up')}>{text.addServer.createAccount}</Button>
      ) : null}
      {gateway === undefined ? (
        <Button variant="primary" type="submit" form={FORM_ID} busy={asking}>
          {text.addServer.check}
        </Button>
      ) : (
        <Button variant="primary" onClick={() => onStep('log-in')}>
          {text.addServer.submit}
        </Button>
      )}
    </>
  )
}

/** Another gateway beside what is here: its address first, then who one is there. */
export function AddServerDialog(props: AddServerDialogProps): ReactElement {
  const text = useText()
  const [address, setAddress] = useState('')
  const [found, setFound] = useState<Probed>()
  const [asking, setAsking] = useState(false)
  const [step, setStep] = useState<Step>('address')
  const { onCreateInstead } = props
  const gateway = found?.status === 'gateway' ? found : undefined

  function close(): void {
    setStep('address')
    setFound(undefined)
    setAddress('')
    props.onClose()
  }

  async function ask(): Promise<void> {
    const wanted = address.trim()
    setAsking(true)
    setFound(wanted === '' ? { status: 'bad-address' } : await props.onProbe(wanted))
    setAsking(false)
  }

  async function enter(attempt: Promise<string | undefined>): Promise<string | undefined> {
    const wrong = await attempt
    if (wrong === undefined) close()
    return wrong
  }

  const changeAddress = (value: string): void => {
    setAddress(value)
    setFound(undefined)
  }
  const dialog = {
    open: props.open,
    onOpenChange: (open: boolean) => {
      if (!open) close()
    },
  }
  if (step === 'address' || gateway === undefined) {
    return (
      <Dialog
        {...dialog}
        title={text.addServer.title}
        description={text.addServer.intro}
        actions={<AddressActions gateway={gateway} asking={asking} onCancel={close} onStep={setStep} />}
      >
        <AddressStep
          formId={FORM_ID}
          address={address}
          found={found}
          onChange={changeAddress}
          onAsk={() => void ask()}
        />
        {onCreateInstead === undefined ? null : (
          <p className="add-create">
            {text.addServer.noneYet}{' '}
            <button
              type="button"
              className="link"
              onClick={() => {
                close()
                onCreateInstead()
              }}
            >
              {text.rail.createServer}
            </button>
          </p>
        )}
      </Dialog>
    )
  }
  const place = new URL(gateway.origin).host
  return (
    <Dialog {...dialog} closable title={step === 'log-in' ? text.signIn.title(place) : text.signIn.signUpTitle(place)}>
      <CredentialsForm
        mode={step}
        onLogIn={(form) => enter(props.onLogIn(gateway.origin, form))}
        onSignUp={(form) => enter(props.onSignUp(gateway.origin, form))}
      />
    </Dialog>
  )
}
