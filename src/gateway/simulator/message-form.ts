import type { MessageTable } from '../database/schema.ts'
import { snapshotOf } from '../features/messages/message-files.ts'
import { cardPayload } from '../features/webhooks/card-payload.ts'
import { resolve, type WorldContext } from './world-context.ts'
import type { MessageSpec } from './world-spec.ts'

type Said = Pick<MessageTable, 'authorId' | 'webhookId' | 'type' | 'content' | 'payload'>

/** What a message is beside its words, and the file that goes with it. */
interface MessageForm {
  readonly said: Said
  readonly file: string | undefined
}

/** A webhook's words, under the name it has or gives itself. */
function asWebhook(context: WorldContext, { author, as = '', content }: MessageSpec): Said | undefined {
  const { spec, idOf, pictures } = context
  const webhook = spec.webhooks?.find(({ ref }) => ref === author)
  if (webhook === undefined) return undefined
  const body = { type: 'message/default' as const, content, payload: {}, username: as, avatar_url: '' }
  const payload = JSON.stringify(
    cardPayload(body, { name: webhook.name, avatar: pictures.get(`webhook ${author}`) ?? null }),
  )
  const ids = { authorId: idOf('webhook account', author), webhookId: idOf('webhook', author) }
  return { ...ids, type: 'message/default', content, payload }
}

async function asSticker({ writer, spec, idOf }: WorldContext, said: Said, ref: string): Promise<MessageForm> {
  const id = idOf('sticker', ref)
  const row = await writer.selectFrom('sticker').selectAll().where('id', '=', id).executeTakeFirst()
  const name = spec.stickers?.find((sticker) => sticker.ref === ref)?.name ?? ref
  if (row === undefined) return { said: { ...said, content: name }, file: undefined }
  const payload = JSON.stringify({ stickerId: id, stickerScope: 'server', sticker: snapshotOf(row) })
  return { said: { ...said, type: 'message/sticker', payload }, file: row.key }
}

/** By whom, of which kind and with what a message is stored; `content` has the ids of those it names. */
export async function messageForm(context: WorldContext, message: MessageSpec, content: string): Promise<MessageForm> {
  const webhook = asWebhook(context, { ...message, content })
  if (webhook !== undefined) return { said: webhook, file: undefined }
  const authorId = resolve(context.ids.people, message.author)
  const said = { authorId, webhookId: null, type: 'message/default', content, payload: null }
  return message.sticker === undefined ? { said, file: undefined } : asSticker(context, said, message.sticker)
}
