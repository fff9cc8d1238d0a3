import { Check, Globe, Lock, TriangleAlert, UserX } from 'lucide-react'
import type { FormEvent, ReactElement } from 'react'
import { useText } from '../../i18n/text-provider.tsx'
import { TextField } from '../../ui/text-field.tsx'

/** A gateway that answered at an address. */
export interface FoundGateway {
  readonly status: 'gateway'
  readonly origin: string
  readonly secure: boolean
  readonly allowUserRegistration: boolean
  readonly answeredInMs?: number
}

/** What is known of an address that was asked. */
export type Probed = FoundGateway | { readonly status: 'not-a-gateway' | 'unreachable' | 'untrusted' | 'bad-address' }

interface AddressStepProps {
  readonly formId: string
  readonly address: string
  readonly found: Probed | undefined
  readonly onChange: (address: string) => void
  readonly onAsk: () => void
}

/** Where the other gateway is, and what answers there. */
export function AddressStep({ formId, address, found, onChange, onAsk }: AddressStepProps): ReactElement {
  const text = useText()
  const complaint = {
    gateway: undefined,
    'not-a-gateway': text.addServer.notMew,
    unreachable: text.addServer.unreachable,
    untrusted: text.addServer.untrusted,
    'bad-address': text.addServer.addressMissing,
  }[found?.status ?? 'gateway']

  function submit(event: FormEvent): void {
    event.preventDefault()
    onAsk()
  }

  return (
    <form id={formId} onSubmit={submit}>
      <TextField
        label={text.addServer.address}
        leading={Globe}
        value={address}
        hint={text.addServer.addressHint}
        error={complaint}
        autoComplete="url"
        spellCheck={false}
        onValueChange={onChange}
      />
      {found?.status === 'gateway' ? <Checks gateway={found} /> : null}
    </form>
  )
}

function Checks({ gateway }: { readonly gateway: FoundGateway }): ReactElement {
  const text = useText()
  return (
    <ul className="checks">
      {gateway.answeredInMs === undefined ? null : (
        <li>
          <Check aria-hidden="true" /> {text.addServer.answersIn(gateway.answeredInMs)}
        </li>
      )}
      <li>
        <Check aria-hidden="true" /> {text.addServer.speaksMew}
      </li>
      {gateway.secure ? (
        <li>
          <Lock aria-hidden="true" /> {text.addServer.secure(new URL(gateway.origin).host)}
        </li>
      ) : (
        <li className="checks-warn">
          <TriangleAlert aria-hidden="true" /> {text.addServer.notSecure}
        </li>
      )}
      {gateway.allowUserRegistration ? null : (
        <li className="checks-warn">
          <UserX aria-hidden="true" /> {text.addServer.noSignUp}
        </li>
      )}
    </ul>
  )
}
