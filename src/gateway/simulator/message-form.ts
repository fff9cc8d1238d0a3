import type { MessageTable, Schema } from '../database/schema.ts'
import { snapshotOf } from '../features/messages/message-files.ts'
import { cardPayload } from '../features/webhooks/card-payload.ts'
import { ScenarioError } from './scenarios.ts'
import { resolve, type WorldContext } from './world-context.ts'
import type { FileSpec, MessageSpec } from './world-spec.ts'

type Said = Pick<MessageTable, 'authorId' | 'webhookId' | 'type' | 'content' | 'payload' | 'attachments'>

/** What a message is beside its words, and the files that go with it: its own, and those it only shows. */
export interface MessageForm {
  readonly said: Said
  readonly opens: readonly string[]
  readonly keeps: readonly string[]
}

/** What is there already when a message is written. */
export interface Before {
  readonly stickers: ReadonlyMap<string, Schema['sticker']>
  /** Messages of this world by their references. */
  readonly messages: ReadonlyMap<string, MessageTable>
}

const ORDINARY = 'message/default'
const NO_FILES = { opens: [], keeps: [] }

const jsonOf = (payload: MessageSpec['payload']): string | null =>
  payload === undefined ? null : JSON.stringify(payload)

function keyOf({ files }: WorldContext, file: FileSpec): string {
  const key = files.get(file)
  if (key === undefined) throw new ScenarioError(`The file "${file.name}" was not stored`)
  return key
}

/** A webhook's words, under the name it has or gives itself. */
function asWebhook(context: WorldContext, message: MessageSpec): Said | undefined {
  const { spec, idOf, pictures } = context
  const { author, as = '', content, payload = {} } = message
  const webhook = spec.webhooks?.find(({ ref }) => ref === author)
  if (webhook === undefined) return undefined
  // Only the types that webhooks may write are looked at by name, one of them.
  const type = (message.type ?? ORDINARY) as typeof ORDINARY
  const body = { type, content, payload, username: as, avatar_url: '' }
  const card = cardPayload(body, { name: webhook.name, avatar: pictures.get(`webhook ${author}`) ?? null })
  const ids = { authorId: idOf('webhook account', author), webhookId: idOf('webhook', author) }
  return { ...ids, type, content, payload: JSON.stringify(card), attachments: '[]' }
}

type Ask = {
  readonly context: WorldContext
  readonly message: MessageSpec
  readonly said: Said
  readonly before: Before
}

function asSticker({ context, said, message, before }: Ask): MessageForm {
  const { spec, idOf } = context
  const { sticker: ref = '' } = message
  const id = idOf('sticker', ref)
  const row = before.stickers.get(id)
  const name = spec.stickers?.find((sticker) => sticker.ref === ref)?.name ?? ref
  if (row === undefined) return { said: { ...said, content: name }, ...NO_FILES }
  const scope = row.serverId === null ? 'user' : 'server'
  const payload = JSON.stringify({ stickerId: id, stickerScope: scope, sticker: snapshotOf(row) })
  return { said: { ...said, type: 'message/sticker', payload }, ...NO_FILES, opens: [row.key] }
}

function asVoice({ context, said }: Ask, { file, durationMs }: NonNullable<MessageSpec['voice']>): MessageForm {
  const key = keyOf(context, file)
  const payload = JSON.stringify({ voice: { key, contentType: file.type, size: file.bytes.byteLength, durationMs } })
  return { said: { ...said, type: 'message/voice', content: '', payload }, ...NO_FILES, opens: [key] }
}

interface Attached {
  readonly filename: string
  readonly contentType: string
  readonly key: string
  readonly size: number
}

/** A message shown again, with its files as links to where they lie. */
function asForward({ context, said, before }: Ask, ref: string): MessageForm {
  const shown = before.messages.get(ref)
  if (shown === undefined) throw new ScenarioError(`A message shows "${ref}", which is not there yet`)
  const { spec, ids } = context
  const author = spec.people.find((person) => ids.people.get(person.ref) === shown.authorId)
  const channel = spec.servers
    .flatMap(({ channels }) => channels)
    .find((one) => ids.channels.get(one.ref) === shown.channelId)
  // Written by this file a moment ago.
  const attached = JSON.parse(shown.attachments) as readonly Attached[]
  const forwardedMessage = {
    _id: shown.id,
    type: shown.type,
    content: shown.content ?? '',
    createdAt: shown.createdAt,
    attachments: attached.map(({ key, ...file }) => ({ ...file, url: key })),
    author: { _id: shown.authorId, username: author?.username ?? '', isBot: author?.isBot === true },
  }
  const label = channel === undefined ? {} : { forwardedFromLabel: `#${channel.name}` }
  const payload = JSON.stringify({ ...label, forwardedMessage })
  const keeps = attached.map(({ key }) => key)
  return { said: { ...said, type: 'app/x-forward-card', content: '', payload }, opens: [], keeps }
}

function asOrdinary({ context, message, said }: Ask): MessageForm {
  const { files = [], type = ORDINARY, payload } = message
  const attachments = files.map((file): Attached => ({
    filename: file.name,
    contentType: file.type,
    key: keyOf(context, file),
    size: file.bytes.byteLength,
  }))
  const stored = { ...said, type, payload: jsonOf(payload), attachments: JSON.stringify(attachments) }
  return { said: stored, keeps: [], opens: attachments.map(({ key }) => key) }
}

/** By whom, of which kind and with what a message is stored; its content has the ids of those it names. */
export function messageForm(context: WorldContext, message: MessageSpec, before: Before): MessageForm {
  const webhook = asWebhook(context, message)
  if (webhook !== undefined) return { said: webhook, ...NO_FILES }
  const authorId = resolve(context.ids.people, message.author)
  const said = { authorId, webhookId: null, type: ORDINARY, content: message.content, payload: null, attachments: '[]' }
  const ask = { context, message, said, before }
  if (message.sticker !== undefined) return asSticker(ask)
  if (message.voice !== undefined) return asVoice(ask, message.voice)
  if (message.forward !== undefined) return asForward(ask, message.forward)
  return asOrdinary(ask)
}
