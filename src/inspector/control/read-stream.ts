import { ControlError } from './control-error.ts'

/** One server-sent event. */
export interface StreamEvent {
  readonly event: string
  readonly id: string | undefined
  readonly data: string
}

function parse(block: string): StreamEvent | undefined {
  const fields = new Map<string, string>()
  for (const line of block.split('\n')) {
    const colon = line.indexOf(':')
    if (colon > 0) fields.set(line.slice(0, colon), line.slice(colon + 1).replace(/^ /, ''))
  }
  const data = fields.get('data')
  return data === undefined ? undefined : { event: fields.get('event') ?? 'message', id: fields.get('id'), data }
}

/** The events of a stream as they come, all of a piece together. A browser's own reader of them sends no token. */
export async function* readStream(body: ReadableStream<Uint8Array>): AsyncGenerator<readonly StreamEvent[]> {
  const decoder = new TextDecoder()
  const reader = body.getReader()
  let rest = ''
  try {
    for (;;) {
      const { done, value } = await reader.read().catch(() => {
        throw new ControlError(0, 'The gateway does not answer')
      })
      if (done) return
      const blocks = (rest + decoder.decode(value, { stream: true })).split('\n\n')
      rest = blocks.pop() ?? ''
      const events = blocks.flatMap((block) => parse(block) ?? [])
      if (events.length > 0) yield events
    }
  } finally {
    await reader.cancel().catch(() => undefined)
  }
}
