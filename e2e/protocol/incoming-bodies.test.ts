import { existsSync, readdirSync, statSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { createHandDrivenClock } from '#gateway/hand-driven-clock.ts'
import { startTestGateway, type TestGateway } from '../fixtures/test-gateway.ts'
import { formOf } from './form.ts'
import { openWire } from './open-wire.ts'
import { createTemporaryDirectory } from './temporary-directory.ts'

interface Upload {
  readonly person?: string
  readonly field?: string
  readonly size: number
  readonly connection?: string
}

interface Sending {
  readonly head: string
  readonly body: Buffer
}

async function uploadOf(home: TestGateway, { person, field = 'file', size, connection }: Upload): Promise<Sending> {
  const { headers, body } = formOf([{ field, filename: 'a.bin', data: Buffer.alloc(size, 'x') }])
  const lines = [
    `POST /api/channels/${home.channel('general')}/uploads HTTP/1.1`,
    'host: localhost',
    ...(person === undefined ? [] : [`authorization: Bearer ${await home.tokenOf(person)}`]),
    ...(connection === undefined ? [] : [`connection: ${connection}`]),
    `content-type: ${headers['content-type']}`,
    `content-length: ${body.length}`,
  ]
  return { head: `${lines.join('\r\n')}\r\n\r\n`, body }
}

const health = 'GET /api/health HTTP/1.1\r\nhost: localhost\r\n\r\n'
const mebibyte = 1_048_576

describe('an answer that comes before the body is through', () => {
  const environment = { LIMIT_FILE_SIZE: '1' }
  const refusals: readonly (readonly [string, number, Omit<Upload, 'size'>])[] = [
    ['who has no token', 401, {}],
    ['a stranger', 403, { person: 'carol' }],
    ['a file in another field', 400, { person: 'bob', field: 'other' }],
    ['a file that is too large', 413, { person: 'bob' }],
  ]

  test.each(refusals)('[HTTP11] leaves a connection that goes on: %s', async (_what, status, upload) => {
    await using home = await startTestGateway({ environment })
    for (const size of [2 * mebibyte, 30 * mebibyte]) {
      using wire = openWire(home.gateway.port)
      const { head, body } = await uploadOf(home, { ...upload, size })
      wire.write(head)
      wire.write(body)
      wire.write(health)
      expect(await wire.until('"ok"')).toMatch(new RegExp(`^HTTP/1.1 ${status} [^]*\r\n\r\n.*HTTP/1.1 200 `))
    }
  })

  test.each(refusals)('[HTTP11] comes whole where the connection ends with it: %s', async (_what, status, upload) => {
    await using home = await startTestGateway({ environment })
    using wire = openWire(home.gateway.port)
    const { head, body } = await uploadOf(home, { ...upload, size: 30 * mebibyte, connection: 'close' })
    wire.write(head)
    wire.write(body)
    expect(await wire.closed).toMatch(new RegExp(`^HTTP/1.1 ${status} [^]*"message"`))
    expect(wire.failures).toEqual([])
  })

  test('[HTTP11] comes when nothing of the body has come yet', async () => {
    await using home = await startTestGateway()
    using wire = openWire(home.gateway.port)
    const { head, body } = await uploadOf(home, { person: 'carol', size: 5 })
    wire.write(head)
    await wire.until('You are not a member')
    wire.write(body)
    wire.write(health)
    expect(await wire.until('"ok"')).toContain('HTTP/1.1 200 ')
  })

  test('[HTTP11] does not make the gateway read without end', async () => {
    await using home = await startTestGateway()
    using wire = openWire(home.gateway.port)
    const { head } = await uploadOf(home, { person: 'carol', size: 0 })
    wire.write(head.replace(/content-length: \d+/, `content-length: ${10_000 * mebibyte}`))
    await wire.until('You are not a member')
    const block = Buffer.alloc(mebibyte)
    for (let index = 0; index < 80; index += 1) wire.write(block)
    await wire.closed
  })

  test('[HTTP11] of an announced file says why it was not taken, though the store gave up in the middle', async () => {
    await using home = await startTestGateway({
      mutate: ({ files }) => {
        const full = Object.assign(new Error('full'), { code: 'ENOSPC' })
        const { receive } = files
        Object.assign(files, {
          receive: async (source: Parameters<typeof receive>[0], wanted: Parameters<typeof receive>[1]) => {
            await receive(source, { ...wanted, limitBytes: 1000 }).catch(() => {
              throw full
            })
            return 0
          },
        })
      },
    })
    const announcing = { filename: 'a.bin', size: 2 * mebibyte }
    const route = `/channels/${home.channel('general')}/uploads/presign`
    const { url } = (await (await home.call('bob', 'POST', route, announcing)).json()) as { url: string }
    const { pathname, search } = new URL(url)
    using wire = openWire(home.gateway.port)
    wire.write(`PUT ${pathname}${search} HTTP/1.1\r\nhost: localhost\r\ncontent-length: ${2 * mebibyte}\r\n\r\n`)
    wire.write(Buffer.alloc(2 * mebibyte))
    wire.write(health)
    expect(await wire.until('"ok"')).toMatch(/^HTTP\/1.1 503 /)
  })
})

/** Bytes of the one file that lies there, whole or on its way. */
function bytesIn(directory: string): number {
  const files = path.join(directory, 'files')
  const [name] = existsSync(files) ? readdirSync(files) : []
  return name === undefined ? 0 : (statSync(path.join(files, name), { throwIfNoEntry: false })?.size ?? 0)
}

/** Asks to be told when the gateway waits for the body. */
const expecting = (head: string): string => head.replace('\r\n', '\r\nexpect: 100-continue\r\n')

describe('a body', () => {
  test('[HTTP12] takes as long as it takes while it comes', async () => {
    using directory = createTemporaryDirectory()
    const clock = createHandDrivenClock(Date.UTC(2027, 0, 1))
    await using home = await startTestGateway({ clock, dataDirectory: directory.path })
    using wire = openWire(home.gateway.port)
    const size = 1_000_000
    const { head, body } = await uploadOf(home, { person: 'bob', size })
    const step = 200_000
    wire.write(head)
    for (let sent = 0; sent < size; sent += step) {
      wire.write(body.subarray(sent, sent + step))
      // The parser holds back what might be the start of a boundary.
      await expect.poll(() => bytesIn(directory.path), { interval: 5 }).toBeGreaterThan(sent + step - 1000)
      clock.advance(60_000)
    }
    wire.write(body.subarray(size))
    expect(await wire.until('"size":1000000')).toMatch(/^HTTP\/1.1 201 /)
  })

  test('[HTTP12] that comes too slowly ends in the middle and leaves nothing', async () => {
    using directory = createTemporaryDirectory()
    const clock = createHandDrivenClock(Date.UTC(2027, 0, 1))
    await using home = await startTestGateway({ clock, dataDirectory: directory.path })
    using wire = openWire(home.gateway.port)
    const { head, body } = await uploadOf(home, { person: 'bob', size: 1_000_000 })
    wire.write(head)
    wire.write(body.subarray(0, 200_000))
    await expect.poll(() => bytesIn(directory.path), { interval: 5 }).toBeGreaterThan(199_000)
    clock.advance(60_000)
    wire.write(body.subarray(200_000, 220_000))
    await expect.poll(() => bytesIn(directory.path), { interval: 5 }).toBeGreaterThan(219_000)
    clock.advance(60_000)
    expect(await wire.closed).toMatch(/^HTTP\/1.1 408 [^]*"message"/)
    await expect.poll(() => bytesIn(directory.path)).toBe(0)
  })

  test('[HTTP12] of which nothing comes is cut off, of whoever and wherever it is', async () => {
    const clock = createHandDrivenClock(Date.UTC(2027, 0, 1))
    await using home = await startTestGateway({ clock })
    const polling = '/socket.io/?EIO=4&transport=polling'
    const handshake = await (await fetch(home.url + polling)).text()
    const [, sid = ''] = /"sid":"([^"]+)"/.exec(handshake) ?? []
    const connect = `40${JSON.stringify({ token: await home.tokenOf('alice') })}`
    await fetch(`${home.url}${polling}&sid=${sid}`, { method: 'POST', body: connect })
    expect(await (await fetch(`${home.url}${polling}&sid=${sid}`)).text()).toContain('40{')
    const { head } = await uploadOf(home, { person: 'bob', size: 1 })
    const host = 'HTTP/1.1\r\nhost: localhost\r\n'
    const heads = [
      `POST ${polling}&sid=${sid} ${host}content-length: 50\r\n\r\n`,
      head,
      `POST /api/auth/login ${host}content-type: application/json\r\ncontent-length: 50\r\n\r\n`,
      `POST /api/auth/login ${host}content-type: application/json\r\ntransfer-encoding: chunked\r\n\r\n`,
    ]
    for (const each of heads) {
      using wire = openWire(home.gateway.port)
      wire.write(expecting(each))
      await wire.until('100 Continue')
      clock.advance(60_000)
      expect(await wire.closed).toContain('HTTP/1.1 408 ')
    }
    expect((await fetch(`${home.url}/api/health`)).status).toBe(200)
  })

  test('[HTTP12] that nobody waits for any more has the same pace', async () => {
    const clock = createHandDrivenClock(Date.UTC(2027, 0, 1))
    await using home = await startTestGateway({ clock })
    using wire = openWire(home.gateway.port)
    wire.write((await uploadOf(home, { size: 1000 })).head)
    await wire.until('No token provided')
    clock.advance(60_000)
    expect(await wire.closed).not.toContain(' 408 ')
  })
})
