import type { ReactElement } from 'react'
import type { ServerId } from '#shared/models/ids.ts'
import { useAccount } from '../../accounts/account-context.ts'
import { describeOutcome } from '../../i18n/describe-outcome.ts'
import { useText } from '../../i18n/text-provider.tsx'
import { NameDialog } from '../../ui/name-dialog.tsx'

interface CreateServerDialogProps {
  readonly open: boolean
  readonly onOpenChange: (open: boolean) => void
  readonly onCreated: (serverId: ServerId) => void
}

export function CreateServerDialog({ open, onOpenChange, onCreated }: CreateServerDialogProps): ReactElement {
  const text = useText()
  const { sync } = useAccount()

  async function create(name: string): Promise<string | undefined> {
    const outcome = await sync.actions.createServer(name)
    if (outcome.status !== 'done') return describeOutcome(text, outcome)
    onCreated(outcome.body._id)
    return undefined
  }

  return (
    <NameDialog
      open={open}
      onOpenChange={onOpenChange}
      title={text.servers.createTitle}
      description={text.servers.createIntro}
      label={text.servers.name}
      hint={text.servers.nameHint}
      missing={text.servers.nameMissing}
      submit={text.servers.create}
      onName={create}
    />
  )
}
