import { createHash } from 'node:crypto'
import http from 'node:http'
import type net from 'node:net'
import { text } from 'node:stream/consumers'
import { expect, test } from 'vitest'
import { startTestGateway } from '../fixtures/test-gateway.ts'
import { runGateway } from './gateway-process.ts'
import { startS3Server } from './s3-server.ts'
import { request } from './web-client.ts'

interface Told {
  readonly line: string
  readonly headers: http.IncomingHttpHeaders
  readonly body: string
}

/** A store that only listens; it answers with the status, or not at all where there is none. */
async function startListener(
  status: number | undefined,
): Promise<AsyncDisposable & { readonly told: Promise<Told>; readonly environment: Record<string, string> }> {
  const { promise: told, resolve } = Promise.withResolvers<Told>()
  const server = http.createServer((incoming, answer) => {
    void text(incoming).then((body) => {
      if (status !== undefined) answer.writeHead(status).end()
      resolve({ line: `${incoming.method} ${incoming.url}`, headers: incoming.headers, body })
    })
  })
  await new Promise<void>((listening) => {
    server.listen(0, '127.0.0.1', listening)
  })
  const { port } = server.address() as net.AddressInfo
  return {
    told,
    environment: { S3_ENDPOINT: '127.0.0.1', S3_PORT: String(port), S3_ACCESS_KEY_ID: 'somebody' },
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections()
      await new Promise((closed) => {
        server.close(closed)
      })
    },
  }
}

test('[STORE5] a store is told the rule of its bucket, signed and with its digest', async () => {
  await using store = await startListener(200)
  const environment = { ...store.environment, S3_CORS_ORIGINS: 'https://a.test, https://b.test' }
  await using _home = await startTestGateway({ environment })
  const { line, headers, body } = await store.told
  expect(line).toBe('PUT /mew?cors')
  expect(body).toBe(
    '<CORSConfiguration xmlns="http://s3.amazonaws.com/doc/2006-03-01/"><CORSRule>' +
      '<AllowedOrigin>https://a.test</AllowedOrigin><AllowedOrigin>https://b.test</AllowedOrigin>' +
      '<AllowedMethod>GET</AllowedMethod><AllowedMethod>HEAD</AllowedMethod><AllowedMethod>PUT</AllowedMethod>' +
      '<AllowedHeader>*</AllowedHeader><ExposeHeader>Content-Length</ExposeHeader><ExposeHeader>ETag</ExposeHeader>' +
      '<MaxAgeSeconds>86400</MaxAgeSeconds></CORSRule></CORSConfiguration>',
  )
  expect(headers['content-md5']).toBe(createHash('md5').update(body).digest('base64'))
  expect(headers['authorization']).toMatch(/^AWS4-HMAC-SHA256 Credential=somebody\/.*SignedHeaders=content-md5;host;/)
})

test('[STORE5] the pages of the gateway itself are let in, and no others', async () => {
  await using store = await startS3Server()
  const environment = { ...store.environment, MEW_CORS_ORIGINS: 'https://listed.test' }
  await using home = await startTestGateway({ environment, publicUrl: 'https://chat.test/' })
  const route = `/channels/${home.channel('general')}/uploads/presign`
  const announcing = { filename: 'a.txt', size: 6, contentType: 'text/plain' }
  const { url } = (await (await home.call('bob', 'POST', route, announcing)).json()) as { url: string }
  const ask = async (origin: string): Promise<number> => {
    const asking = { 'access-control-request-method': 'PUT', 'access-control-request-headers': 'content-type' }
    return (await request(url, { method: 'OPTIONS', headers: { origin, ...asking } })).status
  }
  // Told in the background.
  await expect.poll(() => ask('https://listed.test')).toBe(200)
  expect(await ask('https://chat.test')).toBe(200)
  expect(await ask(new URL(home.gateway.webUrl).origin)).toBe(200)
  expect(await ask('https://evil.test')).toBe(403)
})

test('[STORE5] nobody waits for a store that does not answer', async () => {
  await using store = await startListener(undefined)
  await using home = await startTestGateway({ environment: store.environment })
  await store.told
  expect((await request(`${home.url}/api/health`)).status).toBe(200)
})

test('[STORE5] a store that takes no rules is a warning, and the gateway runs', async () => {
  await using store = await startListener(501)
  await using gateway = runGateway(['start', '--port', '0', '--no-web'], store.environment)
  const { url } = await gateway.ready
  await expect.poll(gateway.stderr, { timeout: 10_000 }).toContain('the object store takes no rules for pages')
  expect(gateway.stderr()).toContain('PUT ?cors: 501')
  expect((await request(`${url}/api/health`)).status).toBe(200)
})
