import { inertHeaders } from './relay-answers.ts'

const requestHeaders = [
  'accept',
  'accept-language',
  'content-type',
  'range',
  'if-range',
  'if-none-match',
  'if-modified-since',
] as const

const answerHeaders = [
  'content-type',
  'content-length',
  'content-range',
  'content-disposition',
  'accept-ranges',
  'cache-control',
  'etag',
  'last-modified',
  'retry-after',
] as const

/** The page's headers that a gateway gets to see. Everything else, a forged Authorization first of all, stays here. */
export function outgoingHeaders(headers: Headers, token: string): Record<string, string> {
  const kept: Record<string, string> = {}
  for (const name of requestHeaders) {
    const value = headers.get(name)
    if (value !== null) kept[name] = value
  }
  // With If-None-Match, fetch adds no-cache by itself, and then Express never says 304.
  if (kept['if-none-match'] !== undefined) kept['cache-control'] = 'max-age=0'
  return { ...kept, authorization: `Bearer ${token}` }
}

const rasterImage = /^image\/(?:png|jpeg|gif|webp|avif|bmp|x-icon|vnd\.microsoft\.icon)$/
const soundOrFilm = /^(?:audio|video)\//

/** What an element of the page may show in place: it cannot carry script. */
export function isMedia(contentType: string | null): boolean {
  const type = contentType?.split(';', 1)[0]?.trim().toLowerCase() ?? ''
  return rasterImage.test(type) || soundOrFilm.test(type)
}

export interface AnswerKind {
  readonly isFile: boolean
  /** Asked for by our own code, as only it can set the header. */
  readonly byOurCode: boolean
}

/** A gateway's headers as the page gets them. */
export function incomingHeaders(headers: Headers, { isFile, byOurCode }: AnswerKind): Headers {
  const kept = new Headers(inertHeaders)
  for (const name of answerHeaders) {
    const value = headers.get(name)
    if (value !== null) kept.set(name, value)
  }
  // The body comes decoded; its length on the wire would be a lie.
  if (headers.has('content-encoding')) kept.delete('content-length')
  if (!isFile) kept.set('cache-control', 'no-store')
  if (!byOurCode && !isMedia(kept.get('content-type'))) {
    kept.set('content-type', 'application/octet-stream')
    kept.set('content-disposition', 'attachment')
  }
  return kept
}
