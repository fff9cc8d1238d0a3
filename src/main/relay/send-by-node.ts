import type { Send } from './send-request.ts'

const names: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'net::ERR_CONNECTION_REFUSED',
  ENOTFOUND: 'net::ERR_NAME_NOT_RESOLVED',
  ECONNRESET: 'net::ERR_CONNECTION_RESET',
  UND_ERR_SOCKET: 'net::ERR_EMPTY_RESPONSE',
}

function explain(error: unknown): string {
  const cause = error instanceof Error ? error.cause : undefined
  if (!(cause instanceof Error)) return 'net::ERR_FAILED'
  if (cause.message === 'unexpected redirect') return "Attempted to redirect, but redirect policy was 'error'"
  return names['code' in cause ? String(cause.code) : ''] ?? 'net::ERR_FAILED'
}

/** For tests: real requests over Node's fetch, with the errors and the joined Set-Cookie of Electron's net. */
export const sendByNode: Send = async ({ url, method, headers, body, signal }) => {
  try {
    const init = { method, headers, body, signal, redirect: 'error', duplex: 'half' } as const
    const answer = await fetch(url, init)
    const joined = new Headers()
    for (const [name, value] of answer.headers) {
      const before = joined.get(name)
      joined.set(name, before === null ? value : `${before}, ${value}`)
    }
    // Node forbids to make an answer that has Set-Cookie twice, so it is one text here as it is there.
    return new Response(answer.body, { status: answer.status, headers: joined })
  } catch (error) {
    if (signal.aborted) throw error
    throw new Error(explain(error), { cause: error })
  }
}
