import type { KeptItem } from '../store/kept.ts'
import { selectMessage } from '../store/selectors/messages.ts'
import type { AccountState, ChangeTarget, PendingChange } from '../store/state.ts'
import type { AccountStore } from '../store/store.ts'
import type { ItemList } from './item-list.ts'
import { canRetry, sent, type DoneTo, type Outbox } from './outbox-types.ts'

interface ChangesOptions {
  readonly list: ItemList
  readonly store: Pick<AccountStore, 'get'>
  readonly clock: { readonly now: () => number }
  readonly newNonce: () => string
  readonly work: (channelId: DoneTo['channelId']) => Promise<void>
  readonly retry: Outbox['retry']
}

export interface Changes extends Pick<Outbox, 'edit' | 'retract' | 'react' | 'unreact' | 'keepMine'> {
  readonly of: (target: DoneTo, kind: PendingChange['kind']) => readonly PendingChange[]
}

/** What says of a change what it is, whatever its kind. */
type Deed = PendingChange extends infer Change
  ? Change extends PendingChange
    ? Omit<Change, 'nonce' | 'channelId' | 'target' | 'sentAt' | 'delivery'>
    : never
  : never

const sameTarget = (one: ChangeTarget, other: ChangeTarget): boolean =>
  'nonce' in one
    ? 'nonce' in other && one.nonce === other.nonce
    : 'messageId' in other && one.messageId === other.messageId

/** What a newer change of the same kind takes the place of: what has not gone out, and what came to nothing. */
const isReplaced = (item: PendingChange): boolean => item.attempted !== true || item.delivery.status !== 'sending'

/** The reaction of this account's that the gateway told of; undefined where there is none, or the message is not here. */
function ownReaction(state: AccountState, { channelId, ...target }: DoneTo): string | undefined {
  if (!('messageId' in target)) return undefined
  const message = selectMessage(state, channelId, target.messageId)
  return message?.reactions.find(({ userIds }) => userIds.includes(state.me._id))?.emoji
}

/** What is done to messages, those that are themselves still on their way included. */
export function createChanges({ list, store, clock, newNonce, work, retry }: ChangesOptions): Changes {
  function of({ channelId, ...target }: DoneTo, kind: PendingChange['kind']): readonly PendingChange[] {
    const changes = list.of(channelId).flatMap((item) => (item.kind === 'message' ? [] : [item]))
    return changes.filter((item) => item.kind === kind && sameTarget(item.target, target))
  }

  function change({ channelId, ...target }: DoneTo, deed: Deed): void {
    for (const { nonce } of of({ channelId, ...target }, deed.kind).filter(isReplaced)) list.remove(nonce)
    const common = { nonce: newNonce(), channelId, target, sentAt: clock.now() }
    list.add({ ...deed, ...common, delivery: { status: 'sending' } })
    void work(channelId)
  }

  /** What would come back if the reaction that has not gone out yet were called off: it was to take the place of this one. */
  function beneath(target: DoneTo): string | undefined {
    const reactions = of(target, 'reaction').flatMap((item) => (item.kind === 'reaction' ? [item] : []))
    if (!reactions.some((item) => item.isOn && isReplaced(item))) return undefined
    return reactions.findLast((item) => item.isOn && !isReplaced(item))?.emoji ?? ownReaction(store.get(), target)
  }

  /** A message that has not gone out: nobody ever sees what it said before. */
  function changeUnsent(target: DoneTo, content: string): boolean {
    const item = 'nonce' in target ? list.find(target.nonce) : undefined
    if (item?.kind !== 'message' || (item.attempted === true && !canRetry(item))) return false
    void list.change(item.nonce, (known) => ({ ...known, content }))
    retry(item.channelId, item.nonce)
    return true
  }

  const keep =
    (theirs: string) =>
    (item: KeptItem): KeptItem =>
      item.kind === 'edit' ? { ...item, before: theirs, delivery: { status: 'sending' } } : sent(item)

  return {
    of,
    edit: (target, { content, before }) => {
      if (changeUnsent(target, content)) return
      const replaced = of(target, 'edit').find(isReplaced)
      const isFirst = replaced?.kind !== 'edit' || replaced.delivery.status !== 'sending'
      change(target, { kind: 'edit', content, before: isFirst ? before : replaced.before })
    },
    retract: (target) => {
      change(target, { kind: 'retraction' })
    },
    react: (target, emoji) => {
      change(target, { kind: 'reaction', emoji, isOn: true })
    },
    unreact: (target, emoji) => {
      change(target, { kind: 'reaction', emoji: beneath(target) ?? emoji, isOn: false })
    },
    keepMine: (nonce) => {
      const item = list.find(nonce)
      if (item?.delivery.status !== 'conflict') return
      void list.change(nonce, keep(item.delivery.theirs))
      void work(item.channelId)
    },
  }
}
