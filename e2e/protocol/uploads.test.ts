import { once } from 'node:events'
import { readdirSync } from 'node:fs'
import net from 'node:net'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { startTestGateway, type TestGateway } from '../fixtures/test-gateway.ts'
import { formOf, type Form } from './form.ts'
import { createTemporaryDirectory } from './temporary-directory.ts'
import { request, type Answer } from './web-client.ts'

interface Sender {
  readonly home: TestGateway
  readonly person?: string
  readonly channel?: string
}

async function send({ home, person = 'bob', channel = 'general' }: Sender, form: Form): Promise<Answer> {
  const headers = { ...form.headers, authorization: `Bearer ${await home.tokenOf(person)}` }
  const address = `${home.url}/api/channels/${home.channel(channel)}/uploads`
  return request(address, { method: 'POST', headers, raw: form.body })
}

const text = { field: 'file', filename: 'notes.txt', type: 'text/plain', data: 'hello' }

const storedIn = (directory: string): string[] => {
  try {
    return readdirSync(path.join(directory, 'files'))
  } catch {
    return []
  }
}

const deny = (home: TestGateway, permission: string): Promise<Response> =>
  home.call(
    'alice',
    'PUT',
    `/servers/${home.ids.servers.get('home') ?? ''}/channels/${home.channel('general')}/permissions`,
    [{ targetType: 'member', targetId: home.idOf('bob'), allow: [], deny: [permission] }],
  )

describe('an upload', () => {
  test('[UPL1] [UPL3] answers with what a message needs, and no address', async () => {
    await using home = await startTestGateway()
    const { status, body } = await send({ home }, formOf([{ field: 'note', data: 'hi' }, text]))
    const key: unknown = expect.stringMatching(/^[\w-]{21}\.txt$/)
    expect([status, body]).toEqual([201, { filename: 'notes.txt', contentType: 'text/plain', key, size: 5 }])
    const { key: stored } = body as { key: string }
    expect((await request(`${home.url}/static/${stored}`)).text).toBe('hello')
  })

  test('[UPL1] may be empty, without a type and without an extension', async () => {
    await using home = await startTestGateway()
    const { status, body } = await send({ home }, formOf([{ field: 'file', filename: 'README', data: '' }]))
    const key: unknown = expect.stringMatching(/^[\w-]{21}$/)
    expect([status, body]).toMatchObject([201, { filename: 'README', contentType: 'text/plain', key, size: 0 }])
  })

  test('[UPL1] goes into a direct message from both sides, and from nobody else', async () => {
    await using home = await startTestGateway()
    for (const person of ['alice', 'bob']) {
      expect((await send({ home, person, channel: 'alice&bob' }, formOf([text]))).status).toBe(201)
    }
    const stranger = await send({ home, person: 'carol', channel: 'alice&bob' }, formOf([text]))
    expect([stranger.status, stranger.body]).toEqual([403, { message: 'You are not a member of this DM channel.' }])
  })

  test.each([
    ['a form without one', formOf([{ field: 'note' }])],
    ['a field of that name that is no file', formOf([{ field: 'file', data: 'text' }])],
    ['a file without a name', formOf([{ field: 'file', filename: '' }])],
    ['JSON', { headers: { 'content-type': 'application/json' }, body: Buffer.from('{}') }],
    ['bytes of another type', { headers: { 'content-type': 'text/plain' }, body: Buffer.from('hello') }],
  ])('[UPL1] of no file is refused: %s', async (_what, form) => {
    await using home = await startTestGateway()
    const { status, body } = await send({ home }, form)
    expect([status, body]).toEqual([400, { message: 'No file uploaded.' }])
  })

  test('[UPL1] [UPL2] needs ATTACH_FILES and the channel; without them nothing is stored', async () => {
    using directory = createTemporaryDirectory()
    await using home = await startTestGateway({ dataDirectory: directory.path })
    const outsider = await send({ home, person: 'carol' }, formOf([text]))
    expect([outsider.status, outsider.body]).toEqual([403, { message: 'You are not a member of this server.' }])
    await deny(home, 'ATTACH_FILES')
    const denied = await send({ home }, formOf([text]))
    expect([denied.status, denied.body]).toEqual([
      403,
      { message: 'You do not have the required permission: ATTACH_FILES' },
    ])
    expect(storedIn(directory.path)).toEqual([])
  })

  test('[UPL2] whose permission goes while it comes in is not kept', async () => {
    using directory = createTemporaryDirectory()
    await using home = await startTestGateway({ dataDirectory: directory.path })
    const form = formOf([text])
    const socket = net.connect(home.gateway.port, '127.0.0.1')
    socket.setEncoding('utf8')
    const head = [
      `POST /api/channels/${home.channel('general')}/uploads HTTP/1.1`,
      'host: localhost',
      `authorization: Bearer ${await home.tokenOf('bob')}`,
      `content-type: ${form.headers['content-type']}`,
      `content-length: ${form.body.length}`,
      'connection: close',
    ]
    socket.write(`${head.join('\r\n')}\r\n\r\n`)
    const half = form.body.indexOf('hello') + 2
    socket.write(form.body.subarray(0, half))
    await expect.poll(() => storedIn(directory.path)).toEqual([expect.stringMatching(/\.part$/)])
    await deny(home, 'ATTACH_FILES')
    socket.write(form.body.subarray(half))
    let heard = ''
    socket.on('data', (words: string) => (heard += words))
    await once(socket, 'close')
    expect(heard).toMatch(/^HTTP\/1\.1 403 /)
    expect(storedIn(directory.path)).toEqual([])
  })
})

describe('a form', () => {
  test.each([
    ['a file in another field', formOf([{ ...text, field: 'other' }])],
    ['two files', formOf([text, text])],
    ['no end', formOf([text], { isClosed: false })],
    ['no boundary', { headers: { 'content-type': 'multipart/form-data' }, body: Buffer.from('x') }],
    ['another boundary', { ...formOf([text]), headers: { 'content-type': 'multipart/form-data; boundary=other' } }],
    ['nothing in it', { ...formOf([]), body: Buffer.alloc(0) }],
    ['too many fields', formOf(Array.from({ length: 51 }, (_, place) => ({ field: `f${place}` })))],
    ['an end inside the file', { ...formOf([text]), body: formOf([text]).body.subarray(0, 140) }],
  ])('[UPL4] with %s is refused and leaves nothing', async (_what, form) => {
    using directory = createTemporaryDirectory()
    await using home = await startTestGateway({ dataDirectory: directory.path })
    const { status, body } = await send({ home }, form)
    expect([status, body]).toEqual([400, { message: expect.any(String) as string }])
    expect(storedIn(directory.path)).toEqual([])
    expect((await send({ home }, formOf([text]))).status).toBe(201)
  })

  test('[UPL4] may bring a file of exactly the limit and none that is larger', async () => {
    using directory = createTemporaryDirectory()
    const environment = { LIMIT_FILE_SIZE: '0.5' }
    await using home = await startTestGateway({ dataDirectory: directory.path, environment })
    const full = await send({ home }, formOf([{ ...text, data: Buffer.alloc(524_288) }]))
    expect([full.status, full.body]).toMatchObject([201, { size: 524_288 }])
    for (const data of [Buffer.alloc(524_289), Buffer.alloc(2_000_000)]) {
      const { status, body } = await send({ home }, formOf([{ ...text, data }]))
      expect([status, body]).toEqual([413, { message: 'file is too large' }])
    }
    expect(storedIn(directory.path)).toHaveLength(1)
  })

  test('[UPL4] has room for text, not for any amount of it', async () => {
    await using home = await startTestGateway()
    const note = (length: number): Form => formOf([{ field: 'note', data: 'n'.repeat(length) }, text])
    expect((await send({ home }, note(262_144))).status).toBe(201)
    expect((await send({ home }, note(262_145))).status).toBe(413)
  })

  test('[UPL4] that is given up half way leaves nothing', async () => {
    using directory = createTemporaryDirectory()
    await using home = await startTestGateway({ dataDirectory: directory.path })
    const form = formOf([text])
    const socket = net.connect(home.gateway.port, '127.0.0.1')
    const head = [
      `POST /api/channels/${home.channel('general')}/uploads HTTP/1.1`,
      'host: localhost',
      `authorization: Bearer ${await home.tokenOf('bob')}`,
      `content-type: ${form.headers['content-type']}`,
      'content-length: 100000',
    ]
    socket.write(`${head.join('\r\n')}\r\n\r\n`)
    socket.write(form.body.subarray(0, 150))
    await expect.poll(() => storedIn(directory.path)).toEqual([expect.stringMatching(/\.part$/)])
    socket.destroy()
    await expect.poll(() => storedIn(directory.path)).toEqual([])
  })

  test.each([
    ['照片 ü €.txt', '照片 ü €.txt'],
    [Buffer.from('caf\u00E9.txt', 'latin1'), 'caf\uFFFD.txt'],
    ['../../etc/passwd', 'passwd'],
    [String.raw`a\"b.txt`, 'a"b.txt'],
    ['CON', 'CON'],
  ])('[UPL5] may call its file %j', async (filename, name) => {
    await using home = await startTestGateway()
    const { status, body } = await send({ home }, formOf([{ ...text, filename }]))
    expect([status, body]).toMatchObject([201, { filename: name }])
  })
})
