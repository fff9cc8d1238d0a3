import { once } from 'node:events'
import http, { type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setImmediate } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { createHandDrivenClock } from '../../hand-driven-clock.ts'
import { createSpeak } from './speak.ts'

const PATIENCE_MS = 200

/** A service of this test's own: how it answers, and what it does once a part of that was heard, some time later. */
interface Service {
  readonly answer: (response: ServerResponse) => void
  readonly laterMs: number
  readonly goOn: (response: ServerResponse, heard: string) => void
}

async function speakBy({ answer, laterMs, goOn }: Service): Promise<string> {
  const clock = createHandDrivenClock(0)
  let response: ServerResponse | undefined
  const server = http
    .createServer((_request, fresh) => {
      response = fresh
      answer(fresh)
      if (!fresh.headersSent) clock.advance(laterMs)
    })
    .listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  const address = { base: `http://127.0.0.1:${port}`, key: undefined, model: undefined, voice: undefined }
  const { signal } = new AbortController()
  const later = async (heard: string): Promise<void> => {
    // By then the next part is waited for.
    await setImmediate()
    clock.advance(laterMs)
    if (response !== undefined) goOn(response, heard)
  }
  try {
    let heard = ''
    const speak = createSpeak(address, { clock, timeMs: PATIENCE_MS })
    for await (const part of speak({ text: 'a', model: undefined, voice: undefined, signal })) {
      heard += String(part)
      void later(heard)
    }
    return heard
  } finally {
    server.closeAllConnections()
    server.close()
  }
}

const begin = (response: ServerResponse): void => {
  response.setHeader('content-type', 'audio/mpeg').write('1')
}

const nothing = (): void => undefined

test('[SPEECH6] a service that says nothing is waited for no longer than its time', async () => {
  await expect(speakBy({ answer: nothing, laterMs: PATIENCE_MS, goOn: nothing })).rejects.toThrow(
    'The upstream says nothing',
  )
})

test('[SPEECH6] nor is one that falls silent', async () => {
  await expect(speakBy({ answer: begin, laterMs: PATIENCE_MS, goOn: nothing })).rejects.toThrow(
    'The upstream says nothing',
  )
})

test('[SPEECH6] one that goes on may take longer than that', async () => {
  const goOn = (response: ServerResponse, heard: string): void => {
    if (heard.length < 4) response.write(String(heard.length + 1))
    else response.end()
  }
  expect(await speakBy({ answer: begin, laterMs: PATIENCE_MS - 1, goOn })).toBe('1234')
})
