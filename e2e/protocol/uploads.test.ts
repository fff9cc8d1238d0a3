import { once } from 'node:events'
import { readdirSync } from 'node:fs'
import net from 'node:net'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { createHandDrivenClock } from '#gateway/hand-driven-clock.ts'
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

  test('[UPL4] is refused the same way where nothing is kept', async () => {
    await using home = await startTestGateway()
    const broken = formOf([text]).body.subarray(0, 140)
    const { status, body } = await send({ home }, { ...formOf([text]), body: broken })
    expect([status, body]).toEqual([400, { message: 'The form is broken off or no form' }])
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
    [Buffer.from('caf\u00E9.txt', 'latin1'), 'caf\u00E9.txt'],
    [Buffer.from('\u00C3\u00A9\u00E9"; size="1', 'latin1'), '\u00C3\u00A9\u00E9'],
    ['../../etc/passwd', 'passwd'],
    [String.raw`a\"b.txt`, 'a"b.txt'],
    ['CON', 'CON'],
  ])('[UPL5] may call its file %j', async (filename, name) => {
    await using home = await startTestGateway()
    const { status, body } = await send({ home }, formOf([{ ...text, filename }]))
    expect([status, body]).toMatchObject([201, { filename: name }])
  })
})

interface Announced {
  readonly key: string
  readonly url: string
  readonly method: string
  readonly headers: Record<string, string>
  readonly expiresInSeconds: number
}

const announcement = { filename: 'notes.txt', contentType: 'text/plain', size: 6 }

async function announce(home: TestGateway, body: object = announcement): Promise<Announced> {
  const route = `/channels/${home.channel('general')}/uploads/presign`
  const response = await home.call('bob', 'POST', route, body)
  expect(response.status).toBe(200)
  return (await response.json()) as Announced
}

const deliver = ({ url, headers }: Announced, raw = 'direct', more: Record<string, string> = {}): Promise<Answer> =>
  request(url, { method: 'PUT', headers: { ...headers, ...more }, raw })

async function attach(home: TestGateway, key: string): Promise<Response> {
  const attachments = [{ filename: 'notes.txt', contentType: 'text/plain', key, size: 6 }]
  return home.call('bob', 'POST', `/channels/${home.channel('general')}/messages`, { attachments })
}

async function fetchUpload(home: TestGateway, key: string, person = 'bob'): Promise<Answer> {
  const headers = { authorization: `Bearer ${await home.tokenOf(person)}` }
  return request(`${home.url}/api/channels/${home.channel('general')}/uploads/${key}`, { headers })
}

const uploaded = async (home: TestGateway, form = formOf([text])): Promise<string> =>
  ((await send({ home }, form)).body as { key: string }).key

describe('an announced file', () => {
  test('[SIGN1] [SIGN2] goes to its address without a token, and is then a file like any other', async () => {
    await using home = await startTestGateway()
    const announced = await announce(home, { ...announcement, size: '6' })
    expect(announced).toEqual({
      key: expect.stringMatching(/^[\w-]{21}\.txt$/) as string,
      url: expect.stringMatching(new RegExp(`^${home.url}/presign/${announced.key}\\?`)) as string,
      method: 'PUT',
      headers: { 'Content-Type': 'text/plain' },
      expiresInSeconds: 60,
    })
    expect((await deliver(announced)).status).toBe(200)
    expect((await attach(home, announced.key)).status).toBe(201)
    const { status, text: body, headers } = await fetchUpload(home, announced.key)
    expect([status, body, headers['content-type']]).toEqual([200, 'direct', 'text/plain'])
  })

  test('[SIGN2] of no type comes as any, and JSON is a file as well', async () => {
    await using home = await startTestGateway()
    const untyped = await announce(home, { filename: 'a', size: 6 })
    expect(untyped.headers).toEqual({})
    expect((await deliver(untyped, 'direct', { 'content-type': 'image/png' })).status).toBe(200)
    const json = await announce(home, { filename: 'a.json', size: 6, contentType: 'application/json' })
    expect((await deliver(json, '{"a":1')).status).toBe(200)
  })

  test('[SIGN3] is no attachment before it is there', async () => {
    await using home = await startTestGateway()
    const announced = await announce(home)
    const refused = await attach(home, announced.key)
    expect([refused.status, await refused.json()]).toEqual([
      400,
      { message: 'An attachment must be a file you uploaded to this channel' },
    ])
    await deliver(announced)
    expect((await attach(home, announced.key)).status).toBe(201)
  })

  test('[SIGN2] comes whole, as announced and once', async () => {
    using directory = createTemporaryDirectory()
    await using home = await startTestGateway({ dataDirectory: directory.path })
    const announced = await announce(home)
    const wrong = [
      await deliver(announced, 'too long'),
      await deliver(announced, 'short'),
      await deliver(announced, 'direct', { 'Content-Type': 'text/html' }),
      await deliver({ ...announced, headers: {} }),
    ]
    for (const { status, body } of wrong) {
      expect([status, body]).toEqual([400, { message: 'The file is not the one that was announced' }])
    }
    expect(storedIn(directory.path)).toEqual([])
    expect((await deliver(announced)).status).toBe(200)
    const again = await deliver(announced, 'other!')
    expect([again.status, again.body]).toEqual([409, { message: 'This file is there already or on its way' }])
    expect((await request(`${home.url}/static/${announced.key}`)).text).toBe('direct')
  })

  test('[SIGN2] has an address for itself and for a while', async () => {
    const clock = createHandDrivenClock(Date.UTC(2027, 0, 1))
    await using home = await startTestGateway({ clock })
    const [one, other] = [await announce(home), await announce(home)]
    const query = new URL(one.url).search
    const forged = [
      { ...one, url: `${home.url}/presign/${other.key}${query}` },
      { ...one, url: `${home.url}/presign/${one.key}` },
      { ...one, url: one.url.replace(/expires=\d+/, 'expires=9999999999') },
      { ...one, url: `${one.url}x` },
      { ...one, url: `${home.url}/presign/${'a'.repeat(21)}.txt${query}` },
    ]
    for (const address of forged) {
      const { status, body } = await deliver(address)
      expect([status, body]).toEqual([403, { message: 'The address of this upload is not valid any more' }])
    }
    clock.advance(60_000)
    expect((await deliver(one)).status).toBe(200)
    clock.advance(1_000)
    expect((await deliver(other)).status).toBe(403)
  })

  test('[SIGN1] is good for five seconds at least, whatever is said', async () => {
    const clock = createHandDrivenClock(Date.UTC(2027, 0, 1))
    await using home = await startTestGateway({ clock, environment: { S3_PRESIGN_EXPIRES_SECONDS: '1' } })
    const announced = await announce(home)
    expect(announced.expiresInSeconds).toBe(1)
    clock.advance(4_000)
    expect((await deliver(announced)).status).toBe(200)
  })

  test('[SIGN1] is within the limit, and refused with the reason otherwise', async () => {
    await using home = await startTestGateway({ environment: { LIMIT_FILE_SIZE: '1' } })
    const route = `/channels/${home.channel('general')}/uploads/presign`
    const refusals: [object, string][] = [
      [{ size: 5 }, 'filename is required'],
      [{ filename: 'a', size: 0 }, 'size is required'],
      [{ filename: 'a', size: 1_048_577 }, 'file is too large'],
    ]
    for (const [body, message] of refusals) {
      const response = await home.call('bob', 'POST', route, body)
      expect([response.status, await response.json()]).toMatchObject([400, { message }])
    }
    expect((await announce(home, { filename: 'a', size: 1_048_576 })).key).toMatch(/^[\w-]{21}$/)
  })

  test('[SIGN1] needs ATTACH_FILES, before anything is read of it', async () => {
    await using home = await startTestGateway()
    await deny(home, 'ATTACH_FILES')
    const route = `/channels/${home.channel('general')}/uploads/presign`
    const response = await home.call('bob', 'POST', route, {})
    expect([response.status, await response.json()]).toEqual([
      403,
      { message: 'You do not have the required permission: ATTACH_FILES' },
    ])
  })

  test('[SIGN2] that is given up half way may be sent again', async () => {
    using directory = createTemporaryDirectory()
    await using home = await startTestGateway({ dataDirectory: directory.path })
    const announced = await announce(home)
    const { pathname, search } = new URL(announced.url)
    const socket = net.connect(home.gateway.port, '127.0.0.1')
    const head = ['host: localhost', 'content-type: text/plain', 'content-length: 6']
    socket.write(`PUT ${pathname}${search} HTTP/1.1\r\n${head.join('\r\n')}\r\n\r\ndir`)
    await expect.poll(() => storedIn(directory.path)).toEqual([`${announced.key}~.part`])
    expect((await deliver(announced)).status).toBe(409)
    socket.destroy()
    await expect.poll(() => storedIn(directory.path)).toEqual([])
    await expect.poll(async () => (await deliver(announced)).status).toBe(200)
  })
})

describe('a file of a message', () => {
  test('[UPL7] [UPL6] comes as it was declared, always as a download', async () => {
    await using home = await startTestGateway()
    const key = await uploaded(home, formOf([{ ...text, type: 'Text/HTML', data: '<script>alert(1)</script>' }]))
    await attach(home, key)
    const { status, headers } = await fetchUpload(home, key, 'alice')
    expect([status, headers]).toMatchObject([
      200,
      {
        'content-type': 'text/html',
        'content-length': '25',
        'content-disposition': 'attachment',
        'content-security-policy': "sandbox; default-src 'none'",
        'x-content-type-options': 'nosniff',
        'cache-control': 'private, max-age=3600',
      },
    ])
  })

  test('[UPL7] is there for as long as its message stands, and only in its channel', async () => {
    await using home = await startTestGateway()
    const key = await uploaded(home)
    expect((await fetchUpload(home, key)).status).toBe(404)
    const { _id: message } = (await (await attach(home, key)).json()) as { _id: string }
    expect((await fetchUpload(home, key)).status).toBe(200)
    const elsewhere = await home.call('bob', 'GET', `/channels/${home.channel('random')}/uploads/${key}`)
    expect([elsewhere.status, await elsewhere.json()]).toEqual([404, { message: 'File not found.' }])
    await home.call('bob', 'DELETE', `/channels/${home.channel('general')}/messages/${message}`)
    expect((await fetchUpload(home, key)).status).toBe(404)
  })

  test('[UPL7] may be a recording', async () => {
    await using home = await startTestGateway()
    const key = await uploaded(home)
    const payload = { voice: { key, contentType: 'audio/webm', size: 5 } }
    const body = { type: 'message/voice', payload }
    await home.call('bob', 'POST', `/channels/${home.channel('general')}/messages`, body)
    expect((await fetchUpload(home, key)).text).toBe('hello')
  })

  test('[UPL7] is not opened by a message that only speaks of it', async () => {
    await using home = await startTestGateway()
    const key = await uploaded(home)
    const body = { content: key, payload: { key, note: `${home.url}/static/${key}` } }
    await home.call('alice', 'POST', `/channels/${home.channel('general')}/messages`, body)
    expect((await fetchUpload(home, key, 'alice')).status).toBe(404)
  })

  test('[UPL7] needs VIEW_CHANNEL and SEND_MESSAGES', async () => {
    await using home = await startTestGateway()
    const key = await uploaded(home)
    await attach(home, key)
    expect((await fetchUpload(home, key, 'carol')).status).toBe(403)
    await deny(home, 'SEND_MESSAGES')
    const { status, body } = await fetchUpload(home, key)
    expect([status, body]).toEqual([403, { message: 'You do not have the required permission: SEND_MESSAGES' }])
  })

  test('[UPL7] has a key', async () => {
    await using home = await startTestGateway()
    const { status, body } = await fetchUpload(home, '%20')
    expect([status, body]).toEqual([400, { message: 'Attachment key is required.' }])
  })
})
