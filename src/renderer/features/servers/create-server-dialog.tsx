import { useState, type FormEvent, type ReactElement } from 'react'
import type { ServerId } from '#shared/models/ids.ts'
import { useAccount } from '../../accounts/account-context.ts'
import { describeOutcome } from '../../i18n/describe-outcome.ts'
import { useText } from '../../i18n/text-provider.tsx'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { TextField } from '../../ui/text-field.tsx'

interface CreateServerDialogProps {
  readonly open: boolean
  readonly onOpenChange: (open: boolean) => void
  readonly onCreated: (serverId: ServerId) => void
}

export function CreateServerDialog({ open, onOpenChange, onCreated }: CreateServerDialogProps): ReactElement {
  const text = useText()
  const { sync } = useAccount()
  const [name, setName] = useState('')
  const [error, setError] = useState<string>()
  const [busy, setBusy] = useState(false)

  async function create(): Promise<void> {
    if (name.trim() === '') {
      setError(text.servers.nameMissing)
      return
    }
    setBusy(true)
    const outcome = await sync.actions.createServer(name.trim())
    setBusy(false)
    if (outcome.status !== 'done') {
      setError(describeOutcome(text, outcome))
      return
    }
    setName('')
    onOpenChange(false)
    onCreated(outcome.body._id)
  }

  const submit = (event: FormEvent): void => {
    event.preventDefault()
    void create()
  }

  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      size="small"
      title={text.servers.createTitle}
      description={text.servers.createIntro}
      actions={
        <>
          <Button
            variant="quiet"
            onClick={() => {
              onOpenChange(false)
            }}
          >
            {text.ui.cancel}
          </Button>
          <Button variant="primary" type="submit" form="create-server" busy={busy}>
            {text.servers.create}
          </Button>
        </>
      }
    >
      <form id="create-server" onSubmit={submit}>
        <TextField
          label={text.servers.name}
          value={name}
          maxLength={100}
          hint={text.servers.nameHint}
          error={error}
          autoComplete="off"
          onValueChange={(value) => {
            setName(value)
            setError(undefined)
          }}
        />
      </form>
    </Dialog>
  )
}
