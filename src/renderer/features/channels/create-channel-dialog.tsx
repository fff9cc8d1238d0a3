import { Hash } from 'lucide-react'
import { useState, type FormEvent, type ReactElement } from 'react'
import type { ChannelId, ServerId } from '#shared/models/ids.ts'
import { useAccount } from '../../accounts/account-context.ts'
import { describeOutcome } from '../../i18n/describe-outcome.ts'
import { useText } from '../../i18n/text-provider.tsx'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { TextField } from '../../ui/text-field.tsx'

interface CreateChannelDialogProps {
  readonly open: boolean
  readonly onOpenChange: (open: boolean) => void
  readonly serverId: ServerId
  readonly serverName: string
  readonly onCreated: (channelId: ChannelId) => void
}

export function CreateChannelDialog(props: CreateChannelDialogProps): ReactElement {
  const { open, onOpenChange, serverId, serverName, onCreated } = props
  const text = useText()
  const { sync } = useAccount()
  const [name, setName] = useState('')
  const [error, setError] = useState<string>()
  const [busy, setBusy] = useState(false)

  async function create(): Promise<void> {
    if (name.trim() === '') {
      setError(text.channels.nameMissing)
      return
    }
    setBusy(true)
    const outcome = await sync.actions.createChannel(serverId, name.trim())
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
      title={text.channels.createTitle}
      description={text.channels.createIntro(serverName)}
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
          <Button variant="primary" type="submit" form="create-channel" busy={busy}>
            {text.channels.create}
          </Button>
        </>
      }
    >
      <form id="create-channel" onSubmit={submit}>
        <TextField
          label={text.channels.name}
          leading={Hash}
          value={name}
          maxLength={100}
          hint={text.channels.nameHint}
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
