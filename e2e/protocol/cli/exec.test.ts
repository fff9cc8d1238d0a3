import { statSync } from 'node:fs'
import net from 'node:net'
import path from 'node:path'
import { expect, test } from 'vitest'
import { isAlive, runGateway, runProgram, type GatewayProcess } from '../gateway-process.ts'
import { createTemporaryDirectory } from '../temporary-directory.ts'
import { request } from '../web-client.ts'

const EXEC = ['exec', '--port', '0', '--no-web']
const NODE = process.execPath

/** A command that says where it is and who it is, and then stays. */
const stay = (then: string): string[] => ['sh', '-c', `echo "$MEW_GATEWAY_URL $$"; ${then}`]

interface Begun {
  readonly url: string
  readonly pid: number
}

/** Once the command has said its first line. */
function begun(gateway: GatewayProcess): Promise<Begun> {
  return new Promise((resolve, reject) => {
    gateway.child.stdout?.on('data', () => {
      const line = /^(http:\S+) (\d+)$/m.exec(gateway.stdout())
      if (line !== null) resolve({ url: line[1] ?? '', pid: Number(line[2]) })
    })
    void gateway.ended.then((code) => reject(new Error(`It ended with ${code} first: ${gateway.stderr()}`)))
  })
}

/** Somebody else can have the port again. */
function isFree(url: string): Promise<boolean> {
  const server = net.createServer()
  return new Promise((resolve) => {
    server.once('error', () => resolve(false))
    server.listen(Number(new URL(url).port), '127.0.0.1', () => server.close(() => resolve(true)))
  })
}

/** Ends once a process is gone: the only sign of that is that it cannot be signalled any more. */
async function gone(pid: number): Promise<void> {
  while (isAlive(pid)) await new Promise((resolve) => setImmediate(resolve))
}

const runInGroup = (command: readonly string[], environment: Record<string, string> = {}): GatewayProcess =>
  runProgram([...EXEC, '--', ...command], { environment, leadsGroup: true })

test('[EXEC1] the command finds where the gateway is, and the gateway is there', async () => {
  const script = `const { MEW_GATEWAY_URL, MEW_WEB_URL, MEW_URL, MEW_API_BASE, MEW_ADMIN_SECRET } = process.env
    const health = await fetch(MEW_API_BASE + '/health')
    const infra = async (secret) => (await fetch(MEW_API_BASE + '/bots/bootstrap', {
      method: 'POST', headers: { 'x-mew-admin-secret': secret }
    })).status
    const statuses = [health.status, await infra(MEW_ADMIN_SECRET), await infra('another')]
    console.log(JSON.stringify({ MEW_GATEWAY_URL, MEW_WEB_URL, MEW_URL, MEW_API_BASE, MEW_ADMIN_SECRET, statuses }))`
  const args = [...EXEC, '--', NODE, '--input-type=module', '-e', script]
  await using first = runGateway(args)
  await using second = runGateway(args, { MEW_ADMIN_SECRET: 'ours' })
  expect([await first.ended, first.stderr()]).toEqual([0, ''])
  const told = JSON.parse(first.stdout()) as Record<string, string>
  const url = told['MEW_GATEWAY_URL'] ?? ''
  expect(told).toEqual({
    MEW_GATEWAY_URL: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+$/) as string,
    MEW_WEB_URL: expect.stringMatching(new RegExp(`^http://[0-9a-f]{12}\\.localhost:${new URL(url).port}$`)) as string,
    MEW_URL: url,
    MEW_API_BASE: `${url}/api`,
    MEW_ADMIN_SECRET: expect.stringMatching(/^[\w-]{43}$/) as string,
    // Let in and asked for more, and not let in.
    statuses: [200, 400, 401],
  })
  expect(await second.ended).toBe(0)
  expect(JSON.parse(second.stdout())).toMatchObject({ MEW_ADMIN_SECRET: 'ours', statuses: [200, 400, 401] })
})

test('[EXEC1] the secret is the same each time where data is kept, for this account alone', async () => {
  using directory = createTemporaryDirectory()
  const data = path.join(directory.path, 'kept')
  const secretOf = async (options: readonly string[], environment: Record<string, string> = {}): Promise<string> => {
    const say = [NODE, '-e', 'console.log(process.env.MEW_ADMIN_SECRET)']
    await using gateway = runProgram([...EXEC, ...options, '--', ...say], { environment })
    expect([await gateway.ended, gateway.stderr()]).toEqual([0, ''])
    return gateway.stdout().trim()
  }
  const secret = await secretOf(['--data', data])
  expect(secret).toHaveLength(43)
  expect(await secretOf(['--data', data])).toBe(secret)
  expect(statSync(path.join(data, 'admin-secret')).mode & 0o777).toBe(0o600)
  expect(await secretOf(['--data', data], { MEW_ADMIN_SECRET: 'as it is set' })).toBe('as it is set')
  expect(await secretOf([])).not.toBe(secret)
})

test('[F40] [EXEC2] Ctrl-C ends cat and the gateway with it, within two seconds', async () => {
  await using gateway = runInGroup(stay('exec cat'))
  const { url, pid } = await begun(gateway)
  expect((await request(`${url}/api/health`)).status).toBe(200)
  const before = performance.now()
  process.kill(-(gateway.child.pid ?? 0), 'SIGINT')
  expect(await gateway.ended).toBe(130)
  expect(performance.now() - before).toBeLessThan(2_000)
  expect([isAlive(pid), await isFree(url)]).toEqual([false, true])
})

test('[F40] [EXEC2] a command that is killed takes the gateway with it, and what it had started', async () => {
  await using gateway = runInGroup(['sh', '-c', 'sleep 60 & echo "$MEW_GATEWAY_URL $!"; kill -9 $$'])
  const { url, pid } = await begun(gateway)
  expect(await gateway.ended).toBe(137)
  expect(await isFree(url)).toBe(true)
  await gone(pid)
})

test('[F40] [EXEC2] a command that ends with 7 ends with 7', async () => {
  await using gateway = runInGroup(stay('exit 7'))
  const { url } = await begun(gateway)
  expect(await gateway.ended).toBe(7)
  expect(await isFree(url)).toBe(true)
})

test('[EXEC3] where the gateway is killed nothing is left of the command either, whatever it says to it', async () => {
  await using gateway = runInGroup(stay('trap "" TERM HUP INT; sleep 60 & wait; wait'))
  const { url, pid } = await begun(gateway)
  gateway.child.kill('SIGKILL')
  await gone(pid)
  expect(await isFree(url)).toBe(true)
})

test.each(['SIGTERM', 'SIGHUP', 'SIGUSR1'] as const)(
  '[EXEC4] %s is passed on to the command, once, and it decides',
  async (signal) => {
    const script = `let count = 0
      process.on('${signal}', () => { count += 1; setTimeout(() => process.exit(40 + count), 50) })
      console.log(process.env.MEW_GATEWAY_URL, process.pid); setInterval(() => undefined, 1000)`
    await using gateway = runInGroup([NODE, '-e', script])
    await begun(gateway)
    gateway.child.kill(signal)
    expect(await gateway.ended).toBe(41)
  },
)

test('[EXEC4] Ctrl-C reaches the command once, and one that stays keeps its gateway', async () => {
  const script = `process.on('SIGINT', () => {
      fetch(process.env.MEW_API_BASE + '/health').then(({ status }) => console.log('still', status)).then(() => process.exit(3))
    })
    console.log(process.env.MEW_GATEWAY_URL, process.pid); setInterval(() => undefined, 1000)`
  await using gateway = runInGroup([NODE, '-e', script])
  await begun(gateway)
  process.kill(-(gateway.child.pid ?? 0), 'SIGINT')
  expect(await gateway.ended).toBe(3)
  expect(gateway.stdout().match(/^still 200$/gm)).toHaveLength(1)
})

test('[EXEC5] the command has our input and output for itself', async () => {
  await using gateway = runInGroup(['cat'])
  gateway.child.stdin?.end('what came in')
  expect([await gateway.ended, gateway.stdout(), gateway.stderr()]).toEqual([0, 'what came in', ''])
})

test('[EXEC6] a program that is not there is code 1 and a sentence, no command at all is code 2', async () => {
  await using missing = runGateway([...EXEC, '--', 'no-such-program'])
  await using none = runGateway([...EXEC, 'npm', 'test'])
  expect([await missing.ended, missing.stderr()]).toEqual([
    1,
    'mew-gateway: no-such-program cannot be run: there is no such program\n',
  ])
  expect([await none.ended, none.stderr()]).toEqual([
    2,
    'mew-gateway: exec needs a command behind two dashes, as in: mew-gateway exec --port 0 -- npm test\nTry: mew-gateway help exec\n',
  ])
})

test('[EXEC6] where there can be no gateway the command is not run, and the code is that of start', async () => {
  const server = net.createServer()
  const port = await new Promise<string>((resolve) => {
    server.listen(0, '127.0.0.1', () => resolve(String((server.address() as net.AddressInfo).port)))
  })
  await using taken = runGateway(['exec', '--no-web', '--port', port, '--', 'echo', 'run'])
  await using nowhere = runGateway([...EXEC, 'nowhere', '--', 'echo', 'run'])
  expect([await taken.ended, taken.stdout()]).toEqual([3, ''])
  expect([await nowhere.ended, nowhere.stdout()]).toEqual([4, ''])
  server.close()
})
