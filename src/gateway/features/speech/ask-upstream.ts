import type { Clock } from '../../clock.ts'
import type { UpstreamAddress } from '../../configuration.ts'

/** How long one waits for something to come. */
export interface Patience {
  readonly clock: Clock
  readonly timeMs: number
}

/** The upstream answered, and not with what it was asked for. */
export class UpstreamRefusal extends Error {}

export interface Question {
  readonly path: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: string | ReadableStream<Uint8Array>
  /** The types an answer may have. */
  readonly accepts: RegExp
  /** Whoever asks has gone. */
  readonly signal: AbortSignal
}

/** What is wrong with an answer; its own words are not told, as they may repeat the key or what somebody wrote. */
function complaintOf(response: Response, accepts: RegExp): string | undefined {
  if (!response.ok) return `the answer was ${response.status}`
  return accepts.test(response.headers.get('content-type') ?? '') ? undefined : 'the answer was something else'
}

/**
 * Sends a request to an upstream and gives its answer, part by part; it may take long as a whole, but each part comes
 * within `timeMs`.
 * @throws UpstreamRefusal, or whatever the network did
 */
export type AskUpstream = (question: Question) => AsyncGenerator<Buffer, void>

export function createAskUpstream({ base, key }: UpstreamAddress, { clock, timeMs }: Patience): AskUpstream {
  return async function* ask({ path, headers, body, accepts, signal }) {
    const overdue = new AbortController()

    async function inTime<Result>(step: Promise<Result>): Promise<Result> {
      const callOff = clock.after(timeMs, () => {
        overdue.abort(new Error('The upstream says nothing'))
      })
      try {
        return await step
      } finally {
        callOff()
      }
    }

    const response = await inTime(
      fetch(base + path, {
        method: 'POST',
        headers: { ...headers, ...(key === undefined ? {} : { authorization: `Bearer ${key}` }) },
        body,
        ...(typeof body === 'string' ? {} : { duplex: 'half' as const }),
        // The key is for this address and no other.
        redirect: 'error',
        signal: AbortSignal.any([signal, overdue.signal]),
      }),
    )
    const reader = (response.body ?? new Blob([]).stream()).getReader()
    try {
      const complaint = complaintOf(response, accepts)
      if (complaint !== undefined) throw new UpstreamRefusal(complaint)
      for (;;) {
        const { done, value } = await inTime(reader.read())
        if (done) return
        yield Buffer.from(value)
      }
    } finally {
      // What is left of it is nobody's; where it has failed, that was said already.
      reader.cancel().catch(() => undefined)
    }
  }
}
