import { assertNever } from '#shared/assert-never.ts'
import type { KeptItem } from '../store/kept.ts'
import type { Sync } from './sync.ts'

/** What its user can make of something on its way, beside changing its words. */
export type WayOn = 'undo' | 'cancel' | 'retry' | 'send-again' | 'keep-mine' | 'delete' | 'discard'

/** Those that there are just now, the likeliest first. */
export function waysOn(item: KeptItem): readonly WayOn[] {
  switch (item.delivery.status) {
    case 'held':
      return ['undo']
    case 'failed':
    case 'files-failed':
      return item.kind === 'message' ? ['retry', 'delete'] : ['retry', 'discard']
    case 'unconfirmed':
      return ['send-again', 'discard']
    case 'conflict':
      return ['keep-mine', 'discard']
    case 'sending':
      // What went out once cannot be called off: the gateway may have it.
      return item.attempted === true ? [] : ['cancel']
    default:
      return assertNever(item.delivery)
  }
}

/** Its words may still be others. */
export const mayChangeWords = (item: KeptItem): boolean =>
  item.kind === 'edit' || (item.kind === 'message' && item.sticker === undefined)

export function goOnBy(way: WayOn, item: KeptItem, { outbox, takeBack }: Pick<Sync, 'outbox' | 'takeBack'>): void {
  const { channelId, nonce } = item
  if (way === 'undo') takeBack(nonce)
  else if (way === 'retry') outbox.retry(channelId, nonce)
  else if (way === 'send-again') outbox.sendAgain(channelId, nonce)
  else if (way === 'keep-mine') outbox.keepMine(nonce)
  else outbox.discard(channelId, nonce)
}

/** The words of a message or of an edit are others, wherever they are on their way. */
export function changeWords(item: KeptItem, content: string, { outbox }: Pick<Sync, 'outbox'>): void {
  if (item.kind === 'message') {
    const { channelId, nonce } = item
    outbox.edit({ channelId, nonce }, { content, before: item.content })
  } else if (item.kind === 'edit') {
    outbox.edit({ channelId: item.channelId, ...item.target }, { content, before: item.before })
  }
}
