import { Hash } from 'lucide-react'
import type { ReactElement } from 'react'
import type { ChannelId, ServerId } from '#shared/models/ids.ts'
import { useAccount } from '../../accounts/account-context.ts'
import { describeOutcome } from '../../i18n/describe-outcome.ts'
import { useText } from '../../i18n/text-provider.tsx'
import { NameDialog } from '../../ui/name-dialog.tsx'

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

  async function create(name: string): Promise<string | undefined> {
    const outcome = await sync.actions.createChannel(serverId, name)
    if (outcome.status !== 'done') return describeOutcome(text, outcome)
    onCreated(outcome.body._id)
    return undefined
  }

  return (
    <NameDialog
      open={open}
      onOpenChange={onOpenChange}
      title={text.channels.createTitle}
      description={text.channels.createIntro(serverName)}
      label={text.channels.name}
      hint={text.channels.nameHint}
      leading={Hash}
      missing={text.channels.nameMissing}
      submit={text.channels.create}
      onName={create}
    />
  )
}
