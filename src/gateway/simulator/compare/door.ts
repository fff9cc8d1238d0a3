import { CompareError } from './compare-error.ts'
import type { Answer } from './transcript.ts'

/** The way in to a gateway for requests. */
export interface Door {
  /** @throws CompareError where no answer comes */
  readonly reach: (path: string, init: RequestInit) => Promise<Response>
  /** @throws CompareError where there were too many of them */
  readonly answerTo: (response: Response, path: string) => Promise<Answer>
}

const TOO_MANY = 429

function bodyOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}

const cookieNames = (headers: Headers): string =>
  headers
    .getSetCookie()
    .map((cookie) => cookie.split('=')[0] ?? '')
    .toSorted()
    .join(' ')

/** Those that clients go by; a proxy adds others. */
function headersOf({ headers }: Response): Readonly<Record<string, string>> {
  const type = headers.get('content-type')?.split(';')[0]?.trim().toLowerCase()
  const cookies = cookieNames(headers)
  return {
    ...(type === undefined ? {} : { 'content-type': type }),
    ...(cookies === '' ? {} : { 'set-cookie': cookies }),
  }
}

const reasonOf = (error: unknown): string => {
  if (!(error instanceof Error)) return String(error)
  return error.cause instanceof Error ? error.cause.message : error.message
}

export function createDoor(url: string, answerWithinMs: number): Door {
  async function reach(path: string, init: RequestInit): Promise<Response> {
    try {
      return await fetch(`${url}/api${path}`, {
        ...init,
        redirect: 'manual',
        signal: AbortSignal.timeout(answerWithinMs),
      })
    } catch (error) {
      throw new CompareError(`${url} gave no answer to ${init.method ?? 'GET'} ${path}: ${reasonOf(error)}`, {
        cause: error,
      })
    }
  }

  async function answerTo(response: Response, path: string): Promise<Answer> {
    const text = await response.text()
    if (response.status === TOO_MANY) {
      const wait = response.headers.get('retry-after')
      throw new CompareError(
        `${url} answers ${path} with 429, too many requests: try again ${wait === null ? 'later' : `in ${wait} s`}, or with less --history`,
      )
    }
    return { status: response.status, headers: headersOf(response), body: text === '' ? undefined : bodyOf(text) }
  }

  return { reach, answerTo }
}
