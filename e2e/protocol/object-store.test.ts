import http from 'node:http'
import type net from 'node:net'
import { PassThrough, Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { FileStore } from '#gateway/files/file-store.ts'
import { createHandDrivenClock } from '#gateway/hand-driven-clock.ts'
import { startTestGateway, type TestGateway } from '../fixtures/test-gateway.ts'
import { formOf } from './form.ts'
import { startS3Server, type S3Server } from './s3-server.ts'
import { request, type Answer } from './web-client.ts'

const picture = Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex')

let s3: S3Server
let home: TestGateway

beforeAll(async () => {
  s3 = await startS3Server()
  home = await startTestGateway({ environment: s3.environment })
})

afterAll(async () => {
  await home[Symbol.asyncDispose]()
  await s3[Symbol.asyncDispose]()
})

async function send(data: Buffer, filename = 'a.png'): Promise<Answer> {
  const { headers, body: raw } = formOf([{ field: 'file', filename, type: 'image/png', data }])
  const authorization = `Bearer ${await home.tokenOf('bob')}`
  const address = `${home.url}/api/channels/${home.channel('general')}/uploads`
  return request(address, { method: 'POST', headers: { ...headers, authorization }, raw })
}

const attach = (key: string): Promise<Response> =>
  home.call('bob', 'POST', `/channels/${home.channel('general')}/messages`, {
    attachments: [{ filename: 'a', contentType: 'text/plain', key, size: 6 }],
  })

describe('with an object store', () => {
  test('[STORE1] a file lies there, and is given out by the gateway like any other', async () => {
    const { status, body } = await send(picture)
    expect(status).toBe(201)
    const { key } = body as { key: string }
    expect((await request(`${s3.url}/${key}`)).bytes).toEqual(picture)
    const whole = await request(`${home.url}/static/${key}`)
    expect([whole.status, whole.headers['content-type'], whole.bytes]).toEqual([200, 'image/png', picture])
    const part = await request(`${home.url}/static/${key}`, { headers: { range: 'bytes=1-3' } })
    expect([part.status, part.text, part.headers['content-range']]).toEqual([206, 'PNG', 'bytes 1-3/16'])
    const head = await request(`${home.url}/static/${key}`, { method: 'HEAD' })
    expect([head.status, head.headers['content-length']]).toEqual([200, '16'])
    await attach(key)
    const route = `/channels/${home.channel('general')}/uploads/${key}`
    expect(Buffer.from(await (await home.call('bob', 'GET', route)).arrayBuffer())).toEqual(picture)
  })

  test('[STORE1] large ones and empty ones too', async () => {
    for (const size of [0, 1, 64, 65, 5_000_000]) {
      const data = Buffer.alloc(size, 'x')
      const { body } = await send(data)
      const { bytes, headers } = await request(`${home.url}/static/${(body as { key: string }).key}`)
      expect([headers['content-length'], bytes.equals(data)]).toEqual([String(size), true])
    }
  })

  test('[STORE1] there is none under a key that is none', async () => {
    for (const key of ['a'.repeat(21), 'nothing', '..%2fother']) {
      expect((await request(`${home.url}/static/${key}`)).status).toBe(404)
    }
  })

  test('[STORE1] one that is removed while it is looked at is not there', async () => {
    const store = http.createServer((incoming, answer) => {
      answer.writeHead(incoming.method === 'HEAD' ? 200 : 404, { 'content-length': 5 })
      answer.end(incoming.method === 'HEAD' ? undefined : 'gone.')
    })
    await new Promise<void>((listening) => {
      store.listen(0, '127.0.0.1', listening)
    })
    const { port } = store.address() as net.AddressInfo
    await using other = await startTestGateway({ environment: { S3_ENDPOINT: '127.0.0.1', S3_PORT: String(port) } })
    expect((await request(`${other.url}/static/${'a'.repeat(21)}`)).status).toBe(404)
    store.closeAllConnections()
    store.close()
  })

  test('[STORE2] an announced one goes straight there, and is looked for when a message refers to it', async () => {
    const route = `/channels/${home.channel('general')}/uploads/presign`
    const announcing = { filename: 'a.txt', size: 6, contentType: 'text/plain' }
    const response = await home.call('bob', 'POST', route, announcing)
    const { key, url, headers } = (await response.json()) as {
      key: string
      url: string
      headers: Record<string, string>
    }
    expect(url).toMatch(new RegExp(`^${s3.url}/${key}\\?.*X-Amz-SignedHeaders=content-length%3Bcontent-type%3Bhost`))
    expect((await attach(key)).status).toBe(400)
    expect((await fetch(url, { method: 'PUT', headers, body: 'direct' })).status).toBe(200)
    expect((await attach(key)).status).toBe(201)
    expect((await request(`${home.url}/static/${key}`)).text).toBe('direct')
  })

  test('[STORE2] one of another size is thrown away, whoever let it in', async () => {
    const route = `/channels/${home.channel('general')}/uploads/presign`
    const response = await home.call('bob', 'POST', route, { filename: 'a.txt', size: 6 })
    const { key } = (await response.json()) as { key: string }
    // As a store would have it that binds no length.
    await fetch(`${s3.url}/${key}`, { method: 'PUT', body: 'far too long' })
    expect((await attach(key)).status).toBe(400)
    expect((await request(`${s3.url}/${key}`)).status).toBe(404)
  })

  test('[STORE2] the address is under the public one where there is one', async () => {
    const environment = { ...s3.environment, MEW_STATIC_URL: 'https://files.test/static' }
    await using other = await startTestGateway({ environment })
    const route = `/channels/${other.channel('general')}/uploads/presign`
    const response = await other.call('bob', 'POST', route, { filename: 'a.txt', size: 6 })
    const { key, url } = (await response.json()) as { key: string; url: string }
    expect(url).toMatch(new RegExp(`^https://files\\.test/presign/mew-test/${key}\\?`))
  })

  test('[STORE1] [SWEEP1] what nothing refers to is swept from there', async () => {
    const clock = createHandDrivenClock(Date.now())
    await using store = await startS3Server()
    await using swept = await startTestGateway({ clock, environment: store.environment })
    const { files } = swept.gateway.parts
    const key = await files.put(picture, '.png')
    clock.advance(25 * 60 * 60_000)
    await expect.poll(() => files.open(key)).toBeUndefined()
  })

  test('[STORE3] one that cannot be reached is 503, and the rest goes on', async () => {
    const environment = { ...s3.environment, S3_PORT: '9' }
    await using lost = await startTestGateway({ environment })
    expect((await request(`${lost.url}/static/${'a'.repeat(21)}`)).status).toBe(503)
    expect((await lost.call('bob', 'GET', '/users/@me')).status).toBe(200)
  })

  test('[STORE3] whoever announced a file writes as before, but for what names it', async () => {
    await using lost = await startTestGateway({ environment: { ...s3.environment, S3_PORT: '9' } })
    const at = `/channels/${lost.channel('general')}`
    const announced = await lost.call('bob', 'POST', `${at}/uploads/presign`, { filename: 'a.txt', size: 6 })
    const { key } = (await announced.json()) as { key: string }
    expect((await lost.call('bob', 'POST', `${at}/messages`, { content: 'hello' })).status).toBe(201)
    const attachments = [{ filename: 'a', contentType: 'text/plain', key, size: 6 }]
    expect((await lost.call('bob', 'POST', `${at}/messages`, { attachments })).status).toBe(503)
    expect((await lost.call('carol', 'POST', `${at}/messages`, { attachments })).status).toBe(403)
  })

  test('[STORE3] one that refuses is 503', async () => {
    const environment = { ...s3.environment, S3_ACCESS_KEY_ID: 'nobody' }
    await using stranger = await startTestGateway({ environment })
    const put = stranger.gateway.parts.files.put(picture, '.png')
    await expect(put).rejects.toMatchObject({ code: 'storageUnavailable' })
  })

  test('[STORE1] what is too large or breaks off does not get there', async () => {
    const { files }: { files: FileStore } = home.gateway.parts
    const key = 'c'.repeat(21)
    const large = files.receive(Readable.from([Buffer.alloc(9)]), { key, limitBytes: 8 })
    await expect(large).rejects.toMatchObject({ code: 'fileTooLarge' })
    expect(await files.open(key)).toBeUndefined()
    const source = new PassThrough()
    const received = files.receive(source, { key, limitBytes: 8 })
    source.end('whole')
    expect(await received).toBe(5)
    const file = await files.open(key)
    expect(String(await buffer((await file?.stream()) ?? Readable.from([])))).toBe('whole')
  })
})
