import type { UploadedFile } from '#shared/models/uploaded-file.ts'
import type { ChannelId } from '#shared/models/ids.ts'
import { selectNewestKnown } from '../store/selectors/awaited.ts'
import type { AccountState, OutgoingFile, PendingMessage } from '../store/state.ts'
import type { AccountStore } from '../store/store.ts'

/** The files of a message that are still there; somebody may have taken one out meanwhile. */
export function filesOf(
  store: Pick<AccountStore, 'get'>,
  { files = [] }: Pick<PendingMessage, 'files'>,
): readonly OutgoingFile[] {
  const { outgoing } = store.get()
  return files.flatMap((id) => outgoing[id] ?? [])
}

export const isUnderWay = ({ progress }: OutgoingFile): boolean =>
  progress.status === 'waiting' || progress.status === 'uploading'

export const hasFailed = ({ progress }: OutgoingFile): boolean =>
  progress.status === 'failed' || progress.status === 'gone'

/** No answer came: it may be tried again without asking anybody, as a file that went up twice is no message sent twice. */
export const wasLost = ({ progress }: OutgoingFile): boolean =>
  progress.status === 'failed' && progress.refusal === null

/** What is known of its channel as a message sets out: what it becomes comes after that. */
export function sentAfter(state: AccountState, channelId: ChannelId): Pick<PendingMessage, 'sentAfter'> {
  const known = selectNewestKnown(state, channelId)
  return known === undefined ? {} : { sentAfter: known }
}

/** What a message says of a file: the name it had here, and a type, which must not be empty. */
function attachmentOf({ name, progress }: OutgoingFile): readonly UploadedFile[] {
  if (progress.status !== 'done') return []
  const { key, size, contentType } = progress.file
  return [{ filename: name, contentType: contentType || 'application/octet-stream', key, size }]
}

/** What the gateway is asked to store. */
export function bodyOf(store: AccountStore, pending: PendingMessage): object {
  const { content, nonce, referencedMessageId, sticker } = pending
  const reply = referencedMessageId === undefined ? {} : { referencedMessageId }
  if (sticker !== undefined) {
    const payload = { clientNonce: nonce, stickerId: sticker._id, stickerScope: sticker.scope ?? 'user' }
    return { type: 'message/sticker', payload, ...reply }
  }
  const attachments = filesOf(store, pending).flatMap(attachmentOf)
  return { content, payload: { clientNonce: nonce }, ...(attachments.length === 0 ? {} : { attachments }), ...reply }
}
