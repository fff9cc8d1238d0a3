import { chmodSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import net from 'node:net'
import path from 'node:path'
import { expect, test } from 'vitest'
import { liveGateways } from '#gateway/cli/runtime-records.ts'
import { runtimeDirectory } from '#gateway/cli/runtime-directory.ts'
import { runGateway } from '../gateway-process.ts'
import { createTemporaryDirectory } from '../temporary-directory.ts'

const START = ['start', '--port', '0', '--no-web']

interface Account extends Disposable {
  readonly environment: { readonly XDG_RUNTIME_DIR: string }
  /** Where its gateways leave word. */
  readonly records: string
}

/** An account that no gateway has run for yet. */
function openAccount(): Account {
  const directory = createTemporaryDirectory()
  return {
    environment: { XDG_RUNTIME_DIR: directory.path },
    records: path.join(directory.path, 'mew-gateway'),
    [Symbol.dispose]: directory[Symbol.dispose],
  }
}

test('[CLI22] a gateway leaves a record for this account alone, and takes it away; what was killed is taken away by the next', async () => {
  using account = openAccount()
  const { environment, records } = account
  await using killed = runGateway(START, environment)
  const { pid } = await killed.ready
  killed.child.kill('SIGKILL')
  await killed.ended
  expect(readdirSync(records)).toEqual([`${pid}.json`])

  await using gateway = runGateway(START, environment)
  const ready = await gateway.ready
  const file = path.join(records, `${ready.pid}.json`)
  expect(readdirSync(records)).toEqual([`${ready.pid}.json`])
  expect([statSync(records).mode & 0o777, statSync(file).mode & 0o777]).toEqual([0o700, 0o600])
  const [alive, ...others] = await liveGateways(records)
  expect(others).toEqual([])
  expect(alive).toEqual({
    pid: ready.pid,
    port: ready.port,
    url: ready.url,
    controlUrl: ready.controlUrl,
    controlToken: expect.stringMatching(/^[\w-]{43}$/) as string,
  })
  gateway.child.kill('SIGINT')
  await gateway.ended
  expect(readdirSync(records)).toEqual([])
})

test('[CLI22] a launcher’s gateway leaves none', async () => {
  using directory = createTemporaryDirectory()
  await using launched = runGateway(START, { XDG_RUNTIME_DIR: directory.path, MEW_LAUNCHER: '1' })
  expect(await launched.ready).not.toHaveProperty('controlUrl')
  expect(readdirSync(directory.path)).toEqual([])
})

test('[CLI23] a record of another process, or that nothing answers to, is not believed', async () => {
  using account = openAccount()
  const { environment, records } = account
  await using gateway = runGateway(START, environment)
  const { pid } = await gateway.ready
  const own = JSON.parse(readFileSync(path.join(records, `${pid}.json`), 'utf8')) as { control: { url: string } }
  // This process runs, and is no gateway: once beside a gateway that is another, once beside nothing at all.
  const ours = path.join(records, `${process.pid}.json`)
  writeFileSync(ours, JSON.stringify({ ...own, pid: process.pid }))
  expect((await liveGateways(records)).map((live) => live.pid)).toEqual([pid])
  const deaf = await new Promise<net.Server>((resolve) => {
    const server = net
      .createServer((socket) => socket.destroy())
      .listen(0, '127.0.0.1', () => {
        resolve(server)
      })
  })
  const { port } = deaf.address() as net.AddressInfo
  const control = { ...own.control, url: `http://127.0.0.1:${port}` }
  writeFileSync(ours, JSON.stringify({ ...own, pid: process.pid, control }))
  expect((await liveGateways(records)).map((live) => live.pid)).toEqual([pid])
  writeFileSync(ours, 'not even JSON')
  expect((await liveGateways(records)).map((live) => live.pid)).toEqual([pid])
  deaf.close()
})

test('[CLI23] a directory that others may look into is not used', async () => {
  using account = openAccount()
  const { environment, records } = account
  mkdirSync(records)
  chmodSync(records, 0o755)
  expect(runtimeDirectory(environment)).toBeUndefined()
  await using gateway = runGateway(START, environment)
  await gateway.ready
  await expect.poll(() => gateway.stderr()).toContain('other commands will not find this gateway')
  expect(readdirSync(records)).toEqual([])
})

test('[CLI24] doctor names versions, the port, gateways that run and what was left behind, and no token', async () => {
  using account = openAccount()
  const { environment } = account
  await using killed = runGateway(START, environment)
  await using gateway = runGateway(START, environment)
  const [{ pid: left }, { port, url, pid }] = await Promise.all([killed.ready, gateway.ready])
  killed.child.kill('SIGKILL')
  await killed.ended
  await using doctor = runGateway(['doctor', '--port', String(port), '--json'], environment)
  const code = await doctor.ended
  const findings = JSON.parse(doctor.stdout()) as { isFine: boolean; says: string }[]
  const text = findings.map(({ says }) => says).join('\n')
  expect(text).toContain(`Node ${process.versions.node}`)
  expect(text).toContain(`Port ${port} is that of the gateway of process ${pid}`)
  expect(text).toContain(`runs at ${url}, process ${pid}, control API at http://127.0.0.1:`)
  expect(text).toContain(`${left}.json was left behind by a process that is gone: taken away`)
  expect(text).not.toMatch(/[\w-]{43}/)
  expect(code).toBe(findings.every(({ isFine }) => isFine) ? 0 : 1)
})

test('[CLI24] doctor says who has the port, and ends with 1', async () => {
  using directory = createTemporaryDirectory()
  const taken = await new Promise<net.Server>((resolve) => {
    const server = net.createServer().listen(0, '127.0.0.1', () => {
      resolve(server)
    })
  })
  const { port } = taken.address() as net.AddressInfo
  await using doctor = runGateway(['doctor', '--port', String(port)], { XDG_RUNTIME_DIR: directory.path })
  expect(await doctor.ended).toBe(1)
  taken.close()
  expect(doctor.stdout()).toMatch(new RegExp(`^look  Port ${port} is taken`, 'm'))
  expect(doctor.stdout()).toMatch(/^ok {4}No gateway runs$/m)
})
