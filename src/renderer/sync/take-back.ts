import { selectDraft } from '../store/selectors/drafts.ts'
import type { AccountStore } from '../store/store.ts'
import type { Drafts } from './drafts.ts'
import type { Outbox } from './outbox-types.ts'
import type { Uploads } from './uploads.ts'

interface TakingBack {
  readonly store: AccountStore
  readonly outbox: Pick<Outbox, 'takeBack'>
  readonly drafts: Pick<Drafts, 'write' | 'answer' | 'flush'>
  readonly uploads: Pick<Uploads, 'giveBack'>
}

/**
 * What was sent a moment ago is not sent: its words, files and whom it answers are the channel's draft again, before
 * whatever was written there since. False: it is too late.
 */
export function createTakingBack({ store, outbox, drafts, uploads }: TakingBack): (nonce: string) => boolean {
  return (nonce) => {
    const item = outbox.takeBack(nonce)
    if (item === undefined) return false
    // A sticker was never typed.
    if (item.sticker !== undefined) return true
    const { channelId, content, files = [], referencedMessageId } = item
    const since = selectDraft(store.get(), channelId)
    uploads.giveBack(channelId, files)
    drafts.write(channelId, [content, since.text].filter((text) => text !== '').join('\n\n'))
    const answered = since.referencedMessageId ?? referencedMessageId
    if (answered !== undefined) drafts.answer(channelId, answered)
    // In the same step on the disk as what is no longer on its way.
    drafts.flush()
    return true
  }
}
