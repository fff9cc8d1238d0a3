import { expect, test } from 'vitest'
import { startLocalServer } from './fixtures/local-server.ts'
import { createProbe } from './probe.ts'
import { sendByNode } from './relay/send-by-node.ts'

const probe = createProbe({ send: sendByNode, nowMs: () => performance.now() })

async function serve(answers: Readonly<Record<string, object | string>>): Promise<{ url: string } & AsyncDisposable> {
  const { url, stop } = await startLocalServer((request, response) => {
    const answer = answers[request.url ?? '']
    if (answer === undefined) response.statusCode = 404
    response.end(typeof answer === 'object' ? JSON.stringify(answer) : answer)
  })
  return { url: new URL(url).host, [Symbol.asyncDispose]: stop }
}

test('[PROBE1] a gateway is known by its own answers', async () => {
  await using server = await serve({
    '/api/health': { status: 'ok' },
    '/api/auth/config': { allowUserRegistration: false },
  })
  expect(await probe(server.url)).toEqual({
    status: 'gateway',
    origin: `http://${server.url}`,
    secure: false,
    allowUserRegistration: false,
    answeredInMs: expect.any(Number),
  })
})

test('[PROBE2] a web server is not a gateway, nor is one that only looks well', async () => {
  await using page = await serve({ '/api/health': '<html>' })
  await using half = await serve({ '/api/health': { status: 'ok' } })
  expect(await probe(page.url)).toEqual({ status: 'not-a-gateway', origin: `http://${page.url}` })
  expect(await probe(half.url)).toEqual({ status: 'not-a-gateway', origin: `http://${half.url}` })
})

test('[PROBE3] an address nobody answers at, and none at all', async () => {
  const server = await serve({})
  await server[Symbol.asyncDispose]()
  expect(await probe(server.url)).toEqual({ status: 'unreachable', reason: 'refused' })
  expect(await probe('ftp://mew.example')).toEqual({ status: 'bad-address' })
})
