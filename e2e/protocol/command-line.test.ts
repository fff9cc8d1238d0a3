import { readFileSync, writeFileSync } from 'node:fs'
import net from 'node:net'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { connectSocket, readySocket } from '#gateway/simulator/testing/socket-client.ts'
import { makeChannel, OWNED, signIn } from './cli/owner.ts'
import { runGateway, type GatewayProcess } from './gateway-process.ts'
import { createTemporaryDirectory } from './temporary-directory.ts'
import { request } from './web-client.ts'

const START = ['start', '--port', '0', '--no-web']
const PACKAGE = path.join(import.meta.dirname, '..', '..', 'package.json')

const endOf = async (gateway: GatewayProcess): Promise<unknown[]> => [
  await gateway.ended,
  gateway.stdout(),
  gateway.stderr(),
]

function occupy(): Promise<{ port: number; close: () => void }> {
  const server = net.createServer()
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      resolve({ port: typeof address === 'object' && address !== null ? address.port : 0, close: () => server.close() })
    })
  })
}

test('[CLI1] once it serves it prints exactly one line, and nothing else, the code for the owner least of all', async () => {
  await using gateway = runGateway(START, OWNED)
  const { url, webUrl, port, pid } = await gateway.ready
  expect([url, pid]).toEqual([`http://127.0.0.1:${port}`, gateway.child.pid])
  const { body } = await request(`${url}/api/capabilities`)
  const { instanceId } = body as { instanceId: string }
  expect(webUrl).toBe(`http://${instanceId.slice(0, 12)}.localhost:${port}`)
  const { call } = await signIn(url)
  await makeChannel(url, call)
  await request(`${url}/api/nope`)
  gateway.child.kill('SIGINT')
  expect(await gateway.ended).toBe(0)
  expect(gateway.stdout().trimEnd().split('\n')).toEqual([
    expect.stringMatching(/^MEW_GATEWAY_READY \{.*\}$/) as string,
  ])
  expect(gateway.stderr()).toBe('')
})

test('[CLI2] help and version are given, and a call that makes no sense ends with code 2 and a sentence', async () => {
  await using help = runGateway([])
  await using version = runGateway(['--version'])
  await using option = runGateway(['start', '--colour'])
  expect(await endOf(help)).toEqual([
    0,
    expect.stringMatching(/^  start \[scenario\] +a gateway in the foreground/m) as string,
    '',
  ])
  const { version: number } = JSON.parse(readFileSync(PACKAGE, 'utf8')) as { version: string }
  expect(await endOf(version)).toEqual([0, `mew-gateway ${number}\n`, ''])
  const sentence = /^mew-gateway: .*--colour.*\nTry: mew-gateway help start\n$/
  expect(await endOf(option)).toEqual([2, '', expect.stringMatching(sentence) as string])
})

test('[CLI3] a port that is taken, asked for or implied, ends with code 3 and names who has it', async () => {
  const taken = await occupy()
  await using gateway = runGateway(['start', '--no-web'], { PORT: String(taken.port) })
  const [code, stdout, stderr] = await endOf(gateway)
  taken.close()
  expect([code, stdout]).toEqual([3, ''])
  expect(stderr).toMatch(new RegExp(`^mew-gateway: Port ${taken.port} is already in use.*another port with --port`))
  expect(stderr).toContain(process.platform === 'linux' ? `by process ${process.pid} (` : 'already in use')
  expect(stderr).not.toMatch(/\n\s+at /)
})

describe('a data directory that cannot be used', () => {
  test('[CLI4] because it is a file, or lies in one, ends with code 1 and a sentence', async () => {
    using directory = createTemporaryDirectory()
    const file = path.join(directory.path, 'file')
    writeFileSync(file, 'mine')
    const places = [file, path.join(file, 'below')]
    const ends = await Promise.all(places.map((data) => endOf(runGateway([...START, '--data', data]))))
    expect(ends).toEqual(
      places.map((data) => [
        1,
        '',
        `mew-gateway: the data directory ${data} is a file: name a directory with --data\n`,
      ]),
    )
    expect(readFileSync(file, 'utf8')).toBe('mine')
  })

  test('[CLI4] because its data is none, ends with code 1, a sentence, and the data as it was', async () => {
    using directory = createTemporaryDirectory()
    const file = path.join(directory.path, 'gateway.sqlite')
    writeFileSync(file, 'this is no database, whatever its name says')
    await using gateway = runGateway([...START, '--data', directory.path])
    expect(await endOf(gateway)).toEqual([
      1,
      '',
      `mew-gateway: the data directory ${directory.path} cannot be used: file is not a database\n`,
    ])
    expect(readFileSync(file, 'utf8')).toBe('this is no database, whatever its name says')
  })

  test('[CLI4] because another gateway has it, ends within a second of starting', async () => {
    using directory = createTemporaryDirectory()
    await using first = runGateway([...START, '--data', directory.path])
    await first.ready
    const second = runGateway([...START, '--data', directory.path])
    const [code, , stderr] = await endOf(second)
    expect([code, stderr]).toEqual([
      1,
      `mew-gateway: Another gateway is using the data directory ${directory.path}: stop it, or choose another directory with --data\n`,
    ])
  })
})

test('[CLI4] a setting that cannot be is named', async () => {
  await using gateway = runGateway(START, { MEW_TRUST_PROXY: 'banana' })
  const sentence = /^mew-gateway: MEW_TRUST_PROXY=banana names no proxies: [^\n]*\n$/
  expect(await endOf(gateway)).toEqual([1, '', expect.stringMatching(sentence) as string])
})

test('[WHO8] production names the secret it lacks; elsewhere a known one is said aloud', async () => {
  const production = { NODE_ENV: 'production', JWT_SECRET: 'ours alone' }
  await using without = runGateway(START, { NODE_ENV: 'production' })
  await using unmanaged = runGateway(START, production)
  await using insecure = runGateway(START, { ...production, MEW_ADMIN_SECRET: 'change-me' })
  const lacks = (name: string): unknown[] => [1, '', `mew-gateway: Missing required env: ${name}\n`]
  expect(await endOf(without)).toEqual(lacks('JWT_SECRET'))
  expect(await endOf(unmanaged)).toEqual(lacks('MEW_ADMIN_SECRET'))
  const sentence = 'Insecure env: MEW_ADMIN_SECRET is one that everybody knows'
  expect(await endOf(insecure)).toEqual([1, '', `mew-gateway: ${sentence}\n`])
  await using careless = runGateway(START, { MEW_ADMIN_SECRET: 'change-me' })
  await careless.ready
  expect(careless.stderr()).toContain(sentence)
  await using complete = runGateway(START, { ...production, MEW_ADMIN_SECRET: 'ours as well' })
  const { url } = await complete.ready
  expect((await request(`${url}/api/health`)).headers['ratelimit-policy']).toBe('3000;w=300')
  expect(complete.stderr()).toBe('')
})

test('[CLI5] a scenario that is not there ends with code 4', async () => {
  await using gateway = runGateway([...START, '--scenario', 'nowhere'])
  const [code, , stderr] = await endOf(gateway)
  expect([code, stderr]).toEqual([
    4,
    expect.stringMatching(/^mew-gateway: There is no scenario "nowhere": [^\n]*\n$/) as string,
  ])
})

test('[F41] [CLI7] 127.0.0.1, localhost and ::1 all answer, and sockets open on each', async () => {
  await using gateway = runGateway(START, OWNED)
  const { url, port } = await gateway.ready
  const { token } = await signIn(url)
  for (const host of ['127.0.0.1', 'localhost', '[::1]']) {
    expect((await fetch(`http://${host}:${port}/api/health`)).status).toBe(200)
    for (const transport of ['websocket', 'polling']) {
      using socket = connectSocket(`http://${host}:${port}`, { auth: { token }, transports: [transport] })
      await socket.wait('ready')
    }
  }
})

test('[CLI6] SIGTERM ends it within two seconds with sockets, idle connections and uploads open', async () => {
  await using gateway = runGateway(START, OWNED)
  const { url, port } = await gateway.ready
  const { token } = await signIn(url)
  using one = await readySocket(url, token)
  using two = await readySocket(url.replace('127.0.0.1', '[::1]'), token)
  using polling = connectSocket(url, { auth: { token }, transports: ['polling'] })
  await polling.wait('ready')
  const texts = [
    'GET /api/health HTTP/1.1\r\nHost: localhost\r\n\r\n',
    `POST /api/servers HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer ${token}\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n{"na`,
  ]
  const connections = ['127.0.0.1', '::1'].flatMap((host) =>
    texts.map((text) => {
      const socket = net.connect(port, host, () => socket.write(text))
      socket.resume()
      // Being cut off is what this is about.
      socket.on('error', () => undefined)
      return new Promise<void>((resolve) => socket.once('close', () => resolve()))
    }),
  )
  await Promise.all([one.settled(), two.settled(), request(`${url}/api/health`)])

  const started = performance.now()
  gateway.child.kill('SIGTERM')
  expect(await gateway.ended).toBe(0)
  expect(performance.now() - started).toBeLessThan(2_000)
  await Promise.all(connections)
})

test('[CLI8] after kill -9 in the middle of writing, every acknowledged message is there once, and ids go on', async () => {
  using directory = createTemporaryDirectory()
  const args = [...START, '--data', directory.path]
  const acknowledged: { _id: string; content: string }[] = []
  const place = { channelId: '', token: '' }
  {
    await using gateway = runGateway(args, OWNED)
    const { url } = await gateway.ready
    const { token, call } = await signIn(url)
    const { channelId, messages } = await makeChannel(url, call)
    Object.assign(place, { channelId, token })
    const write = async (writer: number): Promise<void> => {
      for (let count = 0; ; count += 1) {
        const content = `${writer}-${count}`
        const response = await call(messages, { method: 'POST', body: JSON.stringify({ content }) })
        acknowledged.push((await response.json()) as { _id: string; content: string })
        if (acknowledged.length === 40) gateway.child.kill('SIGKILL')
      }
    }
    const results = await Promise.allSettled([1, 2, 3, 4].map(write))
    expect(results.every((result) => result.status === 'rejected')).toBe(true)
    expect(await gateway.ended).toBe('SIGKILL')
  }
  await using gateway = runGateway(args)
  const { url } = await gateway.ready
  const headers = { authorization: `Bearer ${place.token}`, 'content-type': 'application/json' }
  const messages = `${url}/api/channels/${place.channelId}/messages`
  const stored = (await (await fetch(`${messages}?limit=100`, { headers })).json()) as {
    _id: string
    content: string
  }[]
  const byContent = Map.groupBy(stored, (row) => row.content)
  expect([...byContent.values()].every((rows) => rows.length === 1)).toBe(true)
  for (const { _id, content } of acknowledged) expect(byContent.get(content)?.[0]?._id).toBe(_id)
  // At most what was on its way when it was killed, and nothing that nobody wrote.
  expect(stored.length).toBeLessThanOrEqual(acknowledged.length + 4)
  const next = await fetch(messages, { method: 'POST', headers, body: '{"content":"after"}' })
  const { _id } = (await next.json()) as { _id: string }
  expect(stored.every((row) => row._id < _id)).toBe(true)
})

test('[CLI10] whoever reads the output may go away: the gateway stays, whatever it has to say', async () => {
  await using gateway = runGateway([...START, '--log-level', 'debug'], OWNED)
  const { url } = await gateway.ready
  gateway.child.stdout?.destroy()
  gateway.child.stderr?.destroy()
  using client = connectSocket(url, { auth: { token: 'garbage' } })
  await new Promise((resolve) => client.socket.once('connect_error', resolve))
  for (let count = 0; count < 20; count += 1) expect((await request(`${url}/api/health`)).status).toBe(200)
  expect(gateway.child.exitCode).toBeNull()
})
