import * as z from 'zod/mini'

const embeddedVideo = z.object({
  url: z.string(),
  secureUrl: z.optional(z.string()),
  type: z.optional(z.string()),
  /** Digits, as the page says them. */
  width: z.optional(z.string()),
  height: z.optional(z.string()),
})

/** What a message shows of a page that it names, in `payload.embeds` (MB-14). */
export const embed = z.object({
  url: z.string(),
  title: z.string(),
  siteName: z.optional(z.string()),
  description: z.optional(z.string()),
  mediaType: z._default(z.string(), 'website'),
  contentType: z._default(z.string(), 'text/html'),
  images: z._default(z.readonly(z.array(z.string())), []),
  videos: z._default(z.readonly(z.array(embeddedVideo)), []),
  favicons: z._default(z.readonly(z.array(z.string())), []),
})

export type Embed = z.infer<typeof embed>
export type EmbeddedVideo = z.infer<typeof embeddedVideo>
