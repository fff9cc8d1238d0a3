import type { ChannelId, MessageId } from '#shared/models/ids.ts'
import { MAX_CHARACTERS } from '../../parts/max-characters.ts'
import type { Outbox } from '../../sync/outbox-types.ts'

interface Written {
  readonly channelId: ChannelId
  readonly content: string
  readonly referencedMessageId?: MessageId
  /** Ids of uploads that go with it. */
  readonly files?: readonly string[]
}

/** Hands what was typed to the outbox, exactly as it was typed. False where there is nothing to send, or too much. */
export function sendMessage(outbox: Pick<Outbox, 'send'>, written: Written): boolean {
  const isEmpty = written.content.trim() === '' && (written.files ?? []).length === 0
  if (isEmpty || written.content.length > MAX_CHARACTERS) return false
  outbox.send(written)
  return true
}
