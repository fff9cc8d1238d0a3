import * as z from 'zod/mini'
import { attachment, type Attachment } from './message.ts'
import { shownSticker, type ShownSticker } from './message-payload.ts'

/** Whoever sends a card says in it what they like: what is of a wrong kind is as good as missing. */
const words = z.pipe(
  z.optional(z.unknown()),
  z.transform((value) => (typeof value === 'string' ? value : '')),
)

const things = z.pipe(
  z.optional(z.unknown()),
  z.transform((value): readonly unknown[] => (Array.isArray(value) ? value : [])),
)

const said = z.object({ title: words, description: words, summary: words, siteName: words, url: words })

/** What a card shows, all of it text of somebody else's. Blank: not there. */
export interface ShownCard {
  readonly title: string
  readonly description: string
  readonly siteName: string
  readonly url: string
}

type Payload = Readonly<Record<string, unknown>> | undefined

function readCard(value: unknown): readonly ShownCard[] {
  const { title = '', description = '', summary = '', siteName = '', url = '' } = said.safeParse(value).data ?? {}
  const text = description.trim() === '' ? summary : description
  return title.trim() === '' && text.trim() === '' ? [] : [{ title, description: text, siteName, url }]
}

/** The pages a message names, and what a webhook adds of its own: `payload.embeds` (MB-14). */
export function embedsOf(payload: Payload): readonly ShownCard[] {
  const embeds = payload?.['embeds']
  return Array.isArray(embeds) ? embeds.flatMap(readCard) : []
}

/** What can be shown of a card of a kind that nobody knows: the members that say the same in every kind (MB-2.4). */
export function cardOf(payload: Payload): ShownCard | undefined {
  return readCard(payload)[0]
}

const named = z.object({ username: words })
const forwarded = z.object({
  type: words,
  content: words,
  author: z.optional(z.unknown()),
  attachments: things,
  payload: z.optional(z.unknown()),
})

/** A message that somebody shows elsewhere, as they say it was (MB-3.3). */
export interface ShownForward {
  /** Where it stood; blank where it is not told. */
  readonly from: string
  readonly author: string
  readonly content: string
  readonly files: readonly Attachment[]
  readonly sticker: ShownSticker | undefined
}

const stickerIn = z.object({ sticker: shownSticker })

export function forwardOf(payload: Payload): ShownForward | undefined {
  const read = forwarded.safeParse(payload?.['forwardedMessage']).data
  if (read === undefined) return undefined
  const files = read.attachments.flatMap((file) => attachment.safeParse(file).data ?? [])
  return {
    from: words.parse(payload?.['forwardedFromLabel']),
    author: named.safeParse(read.author).data?.username ?? '',
    content: read.content,
    files,
    sticker: read.type === 'message/sticker' ? stickerIn.safeParse(read.payload).data?.sticker : undefined,
  }
}
