import * as z from 'zod/mini'
import { given } from '../given.ts'
import { blankFile } from './blank-world.ts'
import { carriedIn, fileStandIn, withoutFiles } from './past-of.ts'
import { fieldsOf, textOf } from './fields.ts'
import type { Deed, Scribe } from './scribe.ts'
import { spanOf } from '../span.ts'

type Send = NonNullable<Deed['send']>
type Sent = Readonly<Record<string, unknown>>

const attachments = z.array(
  z.object({ filename: z.string(), contentType: z.string(), size: z.number(), key: z.string() }),
)
const UNTYPED_VOICE_MS = 1000

const isLink = (key: string): boolean => /^https?:\/\//.test(key)

function filesOf(sent: Sent, { omit, texts }: Scribe): Pick<Send, 'files'> {
  const read = attachments.safeParse(sent['attachments'] ?? [])
  const files = (read.data ?? []).filter(({ key }) => !isLink(key))
  if (files.length !== (read.data ?? []).length) omit('files that lie elsewhere')
  if (files.length === 0) return {}
  omit('what is in a file: another of its name and kind stands in its place')
  return { files: files.map(fileStandIn).map((file) => (texts.blanks ? blankFile(file) : file)) }
}

function stickerOf(payload: Sent, { refs, omit }: Scribe): Partial<Send> | undefined {
  const sticker = refs.of('sticker', textOf(payload['stickerId']) ?? '')
  return sticker === undefined ? omit('a sticker that the world did not have') : { sticker }
}

function voiceOf(payload: Sent): Partial<Send> {
  const { durationMs } = fieldsOf(payload['voice'])
  return { voice: spanOf(typeof durationMs === 'number' ? durationMs : UNTYPED_VOICE_MS) }
}

/** What a message is beside its words; nothing where it cannot be written down. */
function kindOf(sent: Sent, scribe: Scribe): Partial<Send> | undefined {
  const payload = fieldsOf(sent['payload'])
  const type = textOf(sent['type']) ?? 'message/default'
  const carried = scribe.texts.carried(carriedIn(payload))
  if (type === 'message/sticker') return stickerOf(payload, scribe)
  if (type === 'message/voice') return voiceOf(payload)
  if (type === 'message/default') return given({ payload: carried })
  const forward =
    type === 'app/x-forward-card' ? scribe.message(fieldsOf(payload['forwardedMessage'])['_id']) : undefined
  return forward === undefined ? { type, payload: withoutFiles(carried ?? {}) } : { forward }
}

interface Saying {
  readonly by: string
  readonly channel: string
  readonly sent: Sent
  /** The message that it became. */
  readonly id: string | undefined
}

const nonceOf = (sent: Sent): string | undefined => textOf(fieldsOf(sent['payload'])['clientNonce'])

function replyOf(sent: Sent, { message, omit }: Scribe): string | undefined {
  const answered = textOf(sent['referencedMessageId'])
  return answered === undefined ? undefined : (message(answered) ?? omit('which message a reply answers'))
}

function wordsOf(sent: Sent, { texts }: Scribe): Partial<Send> {
  const [content, plain] = [textOf(sent['content']), textOf(sent['plainText']) ?? textOf(sent['plain-text'])]
  return given({ text: content && texts.said(content), plainText: plain && texts.said(plain) })
}

/** One message by somebody, as a step says it. */
export function sendingOf({ by, channel, sent, id }: Saying, scribe: Scribe): Deed | undefined {
  const kind = kindOf(sent, scribe)
  if (kind === undefined) return undefined
  const nonce = nonceOf(sent)
  const said = id === undefined ? undefined : scribe.said(id)
  // Sent again it is the same message; without a nonce that cannot be said.
  if (said?.isNew === false && nonce === undefined) return undefined
  const more = given({ reply: replyOf(sent, scribe), nonce, ref: said?.ref })
  return { send: { by, channel, ...wordsOf(sent, scribe), ...filesOf(sent, scribe), ...kind, ...more } }
}

/** The same by a webhook, whose name for it may be its own. */
export function webhookSendingOf({ by, channel, sent, id }: Saying, scribe: Scribe): Deed {
  const { texts, said } = scribe
  const as = textOf(sent['username'])
  const more = given({
    as: as && texts.written(as).slice(0, 100),
    type: textOf(sent['type']),
    payload: texts.carried(carriedIn(fieldsOf(sent['payload']))),
    ref: id === undefined ? undefined : said(id).ref,
  })
  return { send: { by, channel, ...wordsOf(sent, scribe), ...more } }
}
