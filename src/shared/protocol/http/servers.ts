import * as z from 'zod/mini'

const httpUrl = (text: string): boolean => {
  const url = URL.parse(text)
  return url !== null && (url.protocol === 'https:' || url.protocol === 'http:')
}

/** An address a client may frame or link: http and https only (ID-15, D-27). */
const webAddress = z
  .string()
  .check(z.trim(), z.maxLength(2048, 'Invalid URL'), z.refine(httpUrl, { error: 'Invalid URL' }))

export const createServerBody = z.object({
  name: z.string().check(z.minLength(1, 'Server name is required'), z.maxLength(100)),
  avatarUrl: z.optional(webAddress),
})

export const createChannelBody = z
  .object({
    name: z.string().check(z.minLength(1, 'Channel name is required'), z.maxLength(100)),
    type: z.enum(['GUILD_TEXT', 'GUILD_WEB']),
    categoryId: z.optional(z.string()),
    url: z.optional(webAddress),
  })
  .check(
    z.refine((body) => body.type !== 'GUILD_WEB' || body.url !== undefined, {
      path: ['url'],
      error: 'URL is required for web channels',
    }),
    z.refine((body) => body.type === 'GUILD_WEB' || body.url === undefined, {
      path: ['url'],
      error: 'URL is only applicable to web channels',
    }),
  )

export type CreateServerBody = z.infer<typeof createServerBody>
export type CreateChannelBody = z.infer<typeof createChannelBody>
