import type { PendingChange, PendingMessage } from '#renderer/store/state.ts'
import type { Device } from './device.ts'
import { deviceAt, type World } from './world.ts'

interface OutboxStep {
  readonly device: number
  readonly which: number
}

const pick = <Item>(items: readonly Item[], which: number): Item | undefined => items[which % Math.max(1, items.length)]

const deviceOf = (world: World, { device }: OutboxStep): Device | undefined => deviceAt(world, device)

const messagesOf = ({ store }: Device): readonly PendingMessage[] => Object.values(store.get().pending).flat()

const changesOf = ({ store }: Device): readonly PendingChange[] => Object.values(store.get().changes).flat()

const isUnsettled = ({ delivery }: PendingMessage | PendingChange): boolean =>
  delivery.status !== 'sending' && delivery.status !== 'held'

/** What was sent with these words, whatever they were corrected to. */
const sendOf = ({ sends }: World, { content }: PendingMessage): World['sends'][number] | undefined =>
  sends.find(({ words }) => content.includes(words))

interface Settling {
  readonly world: World
  readonly outbox: Device['sync']['outbox']
  readonly isLetGo: boolean
}

function settleMessage({ world, outbox, isLetGo }: Settling, message: PendingMessage): void {
  const { channelId, nonce, delivery } = message
  const send = sendOf(world, message)
  world.network.covered.add('settled by hand')
  if (isLetGo) {
    if (send !== undefined) send.isLetGo = true
    outbox.discard(channelId, nonce)
  } else if (delivery.status === 'unconfirmed') {
    if (send !== undefined) send.times += 1
    outbox.sendAgain(channelId, nonce)
  } else outbox.retry(channelId, nonce)
}

function settleChange({ world, outbox, isLetGo }: Settling, change: PendingChange): void {
  const { channelId, nonce, delivery, target } = change
  world.network.covered.add('settled by hand')
  if (isLetGo) {
    for (const deed of world.deeds)
      if ('messageId' in target && deed.messageId === target.messageId) deed.isDoubtful = true
    outbox.discard(channelId, nonce)
  } else if (delivery.status === 'conflict') outbox.keepMine(nonce)
  else outbox.retry(channelId, nonce)
}

/** Of what came to nothing, or to nothing that is known, somebody tries one thing again, or lets it go. */
export function settleByHand(world: World, step: OutboxStep): void {
  const device = deviceOf(world, step)
  if (device === undefined) return
  const settling = { world, outbox: device.sync.outbox, isLetGo: step.which % 2 === 1 }
  const message = pick(messagesOf(device).filter(isUnsettled), step.which)
  const change = pick(changesOf(device).filter(isUnsettled), step.which)
  if (message !== undefined) settleMessage(settling, message)
  else if (change !== undefined) settleChange(settling, change)
}

/** What is on its way, or came to nothing, is to say something else. */
export function correctPending(world: World, step: OutboxStep & { readonly text: string }): void {
  const device = deviceOf(world, step)
  const message = device && pick(messagesOf(device), step.which)
  const send = message && sendOf(world, message)
  if (device === undefined || message === undefined || send === undefined) return
  world.network.covered.add('corrected on its way')
  send.correctedAt.add(step.device % world.devices.length)
  const { channelId, nonce, content } = message
  device.sync.outbox.edit({ channelId, nonce }, { content: `${step.text} for ${send.words}`, before: content })
}

/** What is on its way is not to be read by anybody. */
export function retractPending(world: World, step: OutboxStep): void {
  const device = deviceOf(world, step)
  const message = device && pick(messagesOf(device), step.which)
  if (message !== undefined) device?.sync.outbox.retract({ channelId: message.channelId, nonce: message.nonce })
}
