import { CONTROL_BASE } from '#shared/simulator/control-paths.ts'
import type { ControlledGateway } from '../../fixtures/controlled-gateway.ts'

export interface ServerSentEvent {
  readonly id: string
  readonly data: unknown
}

/** Server-sent events of the control API, one after the other. */
export interface EventStream extends AsyncDisposable {
  readonly next: () => Promise<ServerSentEvent>
}

const partOf = (block: string, field: string): string => new RegExp(`^${field}: (.*)$`, 'm').exec(block)?.[1] ?? ''

export async function openStream(
  { control, token }: ControlledGateway,
  path: string,
  lastEventId?: string,
): Promise<EventStream> {
  const stop = new AbortController()
  const response = await fetch(`${control}${CONTROL_BASE}${path}`, {
    signal: stop.signal,
    headers: {
      authorization: `Bearer ${token}`,
      ...(lastEventId === undefined ? {} : { 'last-event-id': lastEventId }),
    },
  })
  if (response.body === null) throw new Error(`No stream: ${response.status}`)
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader()
  let text = ''

  async function next(): Promise<ServerSentEvent> {
    for (;;) {
      const end = text.indexOf('\n\n')
      const block = text.slice(0, Math.max(end, 0))
      if (end >= 0) text = text.slice(end + 2)
      if (partOf(block, 'id') !== '') return { id: partOf(block, 'id'), data: JSON.parse(partOf(block, 'data')) }
      if (end >= 0) continue
      const { done, value } = await reader.read()
      if (done) throw new Error('The stream has ended')
      text += value
    }
  }

  return {
    next,
    [Symbol.asyncDispose]: async () => {
      stop.abort()
      await reader.cancel().catch(() => undefined)
    },
  }
}
