import { expect, test } from 'vitest'
import { readStream, type StreamEvent } from './read-stream.ts'

async function read(...pieces: readonly string[]): Promise<StreamEvent[]> {
  const encoder = new TextEncoder()
  const body = new ReadableStream<Uint8Array>({
    start: (controller) => {
      for (const piece of pieces) controller.enqueue(encoder.encode(piece))
      controller.close()
    },
  })
  const events: StreamEvent[] = []
  for await (const some of readStream(body)) events.push(...some)
  return events
}

test('events are read wherever the stream is cut, and what is none is passed over', async () => {
  const whole =
    'retry: 1000\n\n:\n\nevent: forgotten\ndata: 3\n\nid: 1:2\ndata: {"a":"b: c"}\n\nid: 1:3\ndata: unfinished'
  const expected = [
    { event: 'forgotten', id: undefined, data: '3' },
    { event: 'message', id: '1:2', data: '{"a":"b: c"}' },
  ]
  expect(await read(whole)).toEqual(expected)
  expect(await read(...whole.split(''))).toEqual(expected)
})
