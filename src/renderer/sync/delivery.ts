import type { ChannelId, MessageId } from '#shared/models/ids.ts'
import type { KeptItem, KeptMessage } from '../store/kept.ts'
import { deliverChange } from './deliver-change.ts'
import { deliverMessage } from './deliver-message.ts'
import type { Carrier, Next } from './next-step.ts'
import { createOnceAtATime } from './once.ts'
import { filesOf, isUnderWay } from './outgoing-message.ts'
import type { Uploads } from './uploads.ts'

export interface DeliveryOptions extends Carrier {
  readonly uploads: Pick<Uploads, 'sweep'>
  /** What the disk has is in the list; before that nobody knows what is first. */
  readonly loaded: Promise<unknown>
}

/** As long as this, files hold up what was sent after them; a longer upload must not keep a conversation waiting. */
const FILES_FIRST_MS = 10_000

/** The message a change is meant for; undefined while that is itself on its way. */
function targetOf(item: KeptItem): MessageId | undefined {
  return item.kind !== 'message' && 'messageId' in item.target ? item.target.messageId : undefined
}

/** Brings what waits in a channel to the gateway. The function that is returned may be called whenever something changed. */
export function createDelivery(options: DeliveryOptions): (channelId: ChannelId) => Promise<void> {
  const { store, uploads, clock, list, mayGo, loaded } = options
  const once = createOnceAtATime()
  /** Channels in which nothing goes out until a wait is over. */
  const resting = new Set<ChannelId>()
  /** Messages whose files take their time; true once others may go past them. */
  const slow = new Map<string, boolean>()

  function rest(channelId: ChannelId, afterMs: number): void {
    resting.add(channelId)
    clock.after(afterMs, () => {
      resting.delete(channelId)
      void work(channelId)
    })
  }

  /** Whether what comes after a message whose files are still on their way has to wait for it. */
  function holdsUp({ nonce, channelId }: KeptMessage): boolean {
    if (!slow.has(nonce)) {
      slow.set(nonce, false)
      clock.after(FILES_FIRST_MS, () => {
        slow.set(nonce, true)
        void work(channelId)
      })
    }
    return slow.get(nonce) === false
  }

  /** The next item that can go out. */
  function nextOf(channelId: ChannelId): KeptItem | undefined {
    for (const item of list.of(channelId)) {
      if (item.delivery.status !== 'sending' || !mayGo(item.nonce)) continue
      if (item.kind !== 'message') {
        if (targetOf(item) !== undefined) return item
      } else if (!filesOf(store, item).some(isUnderWay)) return item
      else if (holdsUp(item)) return undefined
    }
    return undefined
  }

  function deliver(item: KeptItem): Promise<Next> {
    if (item.kind === 'message') return deliverMessage(options, item)
    const target = targetOf(item)
    return target === undefined ? Promise.resolve({ kind: 'go-on' }) : deliverChange(options, item, target)
  }

  async function workThrough(channelId: ChannelId): Promise<void> {
    await loaded
    while (!resting.has(channelId)) {
      const item = nextOf(channelId)
      if (item === undefined) break
      const next = await deliver(item)
      if (next.kind === 'again') rest(channelId, next.afterMs)
    }
    uploads.sweep()
  }

  /** One at a time in each channel, so that they arrive in the order in which they were sent. */
  function work(channelId: ChannelId): Promise<void> {
    return once.run(channelId, () => workThrough(channelId))
  }

  return work
}
