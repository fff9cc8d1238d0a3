import { once } from 'node:events'
import http, { type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, test } from 'vitest'
import { createSpeak } from './speak.ts'

/** Asks a service of this test's own for a word, with little patience. */
async function speakBy(answer: RequestListener): Promise<string> {
  const server = http.createServer(answer).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  const address = { base: `http://127.0.0.1:${port}`, key: undefined, model: undefined, voice: undefined }
  const signal = new AbortController().signal
  try {
    let heard = ''
    for await (const part of createSpeak(address, 200)({ text: 'a', model: undefined, voice: undefined, signal })) {
      heard += String(part)
    }
    return heard
  } finally {
    server.closeAllConnections()
    server.close()
  }
}

test('[SPEECH6] a service that says nothing is waited for no longer than its time', async () => {
  await expect(speakBy(() => undefined)).rejects.toThrow('The upstream says nothing')
})

test('[SPEECH6] nor is one that falls silent', async () => {
  const silent: RequestListener = (_request, response) => {
    response.setHeader('content-type', 'audio/mpeg').write('part')
  }
  await expect(speakBy(silent)).rejects.toThrow('The upstream says nothing')
})

test('[SPEECH6] one that goes on may take longer than that', async () => {
  const slow: RequestListener = (_request, response) => {
    response.setHeader('content-type', 'audio/mpeg')
    let parts = 0
    const timer = setInterval(() => {
      parts += 1
      response.write(String(parts))
      if (parts < 4) return
      clearInterval(timer)
      response.end()
    }, 80)
  }
  expect(await speakBy(slow)).toBe('1234')
})
