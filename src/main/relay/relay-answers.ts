/** What the relay itself answers, as told by `x-mew-relay` on the answer: a gateway's own 502 has none. */
const ownAnswers = {
  'bad-path': 400,
  'signed-out': 401,
  'not-ours': 403,
  'no-account': 404,
  'not-media': 415,
  'too-large': 413,
  redirect: 502,
  unreachable: 502,
  'odd-status': 502,
} as const

export type RelayCode = keyof typeof ownAnswers

export const RELAY_HEADER = 'x-mew-relay'

/** On everything that comes from a gateway: it shares the page's origin, so it must never act as a page. */
export const inertHeaders = {
  'x-content-type-options': 'nosniff',
  'content-security-policy': "sandbox; default-src 'none'",
  'cross-origin-resource-policy': 'same-origin',
} as const

export function ownAnswer(code: RelayCode, detail: Readonly<Record<string, unknown>> = {}): Response {
  return Response.json(
    { message: code, ...detail },
    { status: ownAnswers[code], headers: { ...inertHeaders, 'cache-control': 'no-store', [RELAY_HEADER]: code } },
  )
}

// The codes Chromium has words for. Electron builds its status line from them and may crash over any other.
const standardStatuses = new Set([
  200, 201, 202, 203, 204, 205, 206, 207, 208, 226, 300, 301, 302, 303, 304, 305, 307, 308, 400, 401, 402, 403, 404,
  405, 406, 407, 408, 409, 410, 411, 412, 413, 414, 415, 416, 417, 418, 421, 422, 423, 424, 425, 426, 428, 429, 431,
  451, 500, 501, 502, 503, 504, 505, 506, 507, 508, 510, 511,
])

export const isStandardStatus = (status: number): boolean => standardStatuses.has(status)

const withoutBody = new Set([204, 205, 304])

export const hasBody = (status: number): boolean => !withoutBody.has(status)
