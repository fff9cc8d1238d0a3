import type { Message } from '#shared/models/message.ts'
import { stickerOf } from '#shared/models/message-payload.ts'
import type { Catalogue } from '../../i18n/catalogue.ts'
import { plainName } from '../../parts/files/file-name.ts'
import { messageText } from '../../parts/message-body/message-text.ts'
import type { MessageReferences } from '../../parts/message-body/references.ts'
import { FORWARD_TYPE } from './message-kinds.ts'

/** A message in one line: its words, else what else there is of it. */
export function messageSummary(message: Message, text: Catalogue, references: MessageReferences): string {
  const options = { names: references, unknownPerson: text.messages.unknownPerson }
  const words = messageText(message.content ?? '', options)
  if (words !== '') return words
  const sticker = stickerOf(message.payload)
  if (sticker !== undefined) return text.files.sticker(sticker.name)
  if (message.type === 'message/voice') return text.files.voice
  if (message.type === FORWARD_TYPE) return text.messages.forwarded
  return message.attachments.map(({ filename }) => plainName(filename)).join(', ')
}
