import * as z from 'zod/mini'

const httpUrl = (text: string): boolean => {
  const url = URL.parse(text)
  return url !== null && (url.protocol === 'https:' || url.protocol === 'http:')
}

/** An address a client may frame or link: http and https only (ID-15, D-27). */
export const webAddress = z
  .string()
  .check(z.trim(), z.maxLength(2048, 'Invalid URL'), z.refine(httpUrl, { error: 'Invalid URL' }))

/** Half a character is stored as another one: it is replaced at once, so that the answer is what every list says. */
export const wellFormed = z.overwrite<string>((text) => text.toWellFormed())
