import type { ReactElement } from 'react'
import type { Message } from '#shared/models/message.ts'
import { useAccount } from '../../accounts/account-context.ts'
import { describeDelivery } from '../../i18n/describe-delivery.ts'
import { useText } from '../../i18n/text-provider.tsx'
import { DeliveryState } from '../../parts/delivery-state.tsx'
import { selectChanges, unsettledOf } from '../../store/selectors/changes.ts'
import type { PendingChange } from '../../store/state.ts'
import { useAppState } from '../../store/use-app-state.ts'
import { goOnBy, waysOn } from '../../sync/ways-on.ts'
import { PlainText } from './message-text.tsx'

interface ChangeStateProps {
  readonly change: PendingChange
  /** The buttons are gone with what they did: one goes on writing. */
  readonly onWriteOn: () => void
}

function ChangeState({ change, onWriteOn }: ChangeStateProps): ReactElement {
  const text = useText()
  const { sync } = useAccount()
  return (
    <div>
      {change.kind === 'edit' ? (
        <div className="change-words">
          <PlainText content={change.content} />
        </div>
      ) : null}
      <DeliveryState
        words={describeDelivery(text, change, true)}
        bad
        ways={waysOn(change)}
        onWay={(way) => {
          goOnBy(way, change, sync)
          onWriteOn()
        }}
      />
    </div>
  )
}

interface ChangeStatesProps {
  readonly message: Message
  readonly onWriteOn: () => void
}

/** What was done to a message and came to nothing: why, what was typed, and the ways on. */
export function ChangeStates({ message, onWriteOn }: ChangeStatesProps): ReactElement | null {
  const changes = useAppState((state) => selectChanges(state, message.channelId))
  const unsettled = unsettledOf(changes, message)
  if (unsettled.length === 0) return null
  return (
    <>
      {unsettled.map((change) => (
        <ChangeState key={change.nonce} change={change} onWriteOn={onWriteOn} />
      ))}
    </>
  )
}
