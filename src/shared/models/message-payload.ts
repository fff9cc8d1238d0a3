import * as z from 'zod/mini'

/** What a message keeps of a sticker, as far as showing it goes (MB-3.3); lists of stickers fit as well. */
export const shownSticker = z.object({
  _id: z.string(),
  name: z.string(),
  scope: z.optional(z.enum(['server', 'user'])),
  key: z.optional(z.string()),
  url: z.optional(z.string()),
})

/** A recording, as a message of the type `message/voice` carries it (MB-3.3). */
export const shownVoice = z.object({
  key: z.optional(z.string()),
  url: z.optional(z.string()),
  contentType: z._default(z.string(), ''),
  /** Bytes. */
  size: z._default(z.number(), 0),
})

export type ShownSticker = z.infer<typeof shownSticker>
export type ShownVoice = z.infer<typeof shownVoice>

type Payload = Readonly<Record<string, unknown>> | undefined

/** Undefined where there is none, or none that can be shown. */
export function stickerOf(payload: Payload): ShownSticker | undefined {
  return shownSticker.safeParse(payload?.['sticker']).data
}

export function voiceOf(payload: Payload): ShownVoice | undefined {
  return shownVoice.safeParse(payload?.['voice']).data
}

/** Whether name and picture of the author are those of this one message, as webhooks set them (MB-2.1). */
export function hasOwnName(payload: Payload): boolean {
  const overrides = payload?.['overrides']
  return typeof overrides === 'object' && overrides !== null
}
