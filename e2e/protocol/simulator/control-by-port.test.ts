import { expect, test } from 'vitest'
import { openControlByPort, type ControlByPort } from '#gateway/cli/control-by-port.ts'
import { startHost, type SimulationHost } from '#gateway/simulator/control/simulation-host.ts'
import type { ControlReport } from '#shared/simulator/control-by-port.ts'
import { CONTROL_BASE, INSPECTOR_ORIGIN } from '#shared/simulator/control-paths.ts'

interface Port extends AsyncDisposable {
  readonly host: SimulationHost
  readonly obey: ControlByPort['obey']
  readonly reports: readonly ControlReport[]
  /** A whole call; all that came back. */
  readonly call: (call: Partial<Call>) => Promise<{ status: number; text: string }>
  readonly next: (fits: (report: ControlReport) => boolean) => Promise<ControlReport>
}

interface Call {
  readonly method: string
  readonly path: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

const TOKEN = 'a-token-of-this-run'
const owned = { authorization: `Bearer ${TOKEN}` }

async function openPort(): Promise<Port> {
  const gateway = { port: 0, environment: {}, logLevel: 'error', previews: 'off' } as const
  const host = await startHost({ scenario: 'empty', seed: 1, gateway }, [])
  const reports: ControlReport[] = []
  let look = (): void => undefined
  const post = (report: ControlReport): void => {
    reports.push(report)
    look()
  }
  const { obey, close } = await openControlByPort(host, { token: TOKEN, post })
  let made = 0

  const next: Port['next'] = (fits) =>
    new Promise((resolve) => {
      look = () => {
        const found = reports.find(fits)
        if (found !== undefined) resolve(found)
      }
      look()
    })

  return {
    host,
    obey,
    reports,
    next,
    call: async ({ method = 'GET', path = '/state', headers = owned, body }) => {
      made += 1
      const id = made
      obey({ type: 'control-call', id, method, path: CONTROL_BASE + path, headers, body })
      for (let wanted = 0; wanted < 50; wanted += 1) obey({ type: 'control-more', id })
      await next((report) => report.type === 'control-end' && report.id === id)
      const own = reports.filter((report) => report.id === id)
      const status = own.flatMap((report) => (report.type === 'control-answer' ? [report.status] : []))[0] ?? 0
      return { status, text: own.flatMap((report) => (report.type === 'control-piece' ? [report.text] : [])).join('') }
    },
    [Symbol.asyncDispose]: async () => {
      await close()
      await host.stop()
    },
  }
}

test('[CTRL36] the same is answered by the port as over HTTP, and its token is wanted here, too', async () => {
  await using port = await openPort()
  const state = await port.call({})
  expect([state.status, JSON.parse(state.text)]).toMatchObject([200, { scenario: 'empty', run: 1 }])
  const json = { ...owned, 'content-type': 'application/json' }
  const body = JSON.stringify({ action: 'pause' })
  expect(await port.call({ method: 'POST', path: '/clock', headers: json, body })).toMatchObject({ status: 200 })
  expect((await port.call({ method: 'DELETE', path: '/faults' })).status).toBe(204)
  for (const headers of [{}, { authorization: 'Bearer x' }, { cookie: `token=${TOKEN}` }]) {
    expect((await port.call({ headers })).status).toBe(401)
  }
  expect((await port.call({ headers: { ...owned, origin: 'https://evil.example' } })).status).toBe(403)
  expect((await port.call({ method: 'POST', path: '/clock', headers: owned, body })).status).toBe(415)
  const huge = { method: 'POST', path: '/faults', headers: json, body: `"${'x'.repeat(1_100_000)}"` }
  expect((await port.call(huge)).status).toBe(413)
  const { text } = await port.call({ method: 'POST', path: '/codes' })
  expect(JSON.parse(text)).toMatchObject({ url: expect.stringMatching(`^${INSPECTOR_ORIGIN}/`) as string })
})

test('[CTRL36] no more of an answer is sent than is wanted, and nothing once nobody wants it', async () => {
  await using port = await openPort()
  const { simulation } = await port.host.current()
  const path = `${CONTROL_BASE}/events/stream?kind=note`
  port.obey({ type: 'control-call', id: 9, method: 'GET', path, headers: owned })
  await port.next(({ type }) => type === 'control-answer')
  simulation.journal.tell({ kind: 'note', text: 'the first' })
  // What is answered later was asked later: nothing was sent in between.
  await port.call({ path: '/clock' })
  expect(port.reports.filter(({ type, id }) => type === 'control-piece' && id === 9)).toEqual([])
  for (let wanted = 0; wanted < 3; wanted += 1) port.obey({ type: 'control-more', id: 9 })
  await port.next((report) => report.type === 'control-piece' && report.text.includes('the first'))
  port.obey({ type: 'control-drop', id: 9 })
  expect(await port.next(({ type, id }) => type === 'control-end' && id === 9)).toMatchObject({ whole: false })
  simulation.journal.tell({ kind: 'note', text: 'the second' })
  await port.call({ path: '/clock' })
  expect(JSON.stringify(port.reports)).not.toContain('the second')
})

test('[CTRL36] what is no call passes by, and a stop ends what is being answered', async () => {
  const port = await openPort()
  for (const odd of [undefined, 7, {}, { type: 'control-call' }, { type: 'control-more', id: 5 }, { type: 'stop' }]) {
    port.obey(odd)
  }
  port.obey({ type: 'control-call', id: 50, method: 'NONSENSE', path: 'http://evil.example/', headers: owned })
  await port.next(({ type, id }) => type === 'control-end' && id === 50)
  expect((await port.call({ path: '/clock' })).status).toBe(200)
  const path = `${CONTROL_BASE}/events/stream`
  port.obey({ type: 'control-call', id: 99, method: 'GET', path, headers: owned })
  await port.next(({ type, id }) => type === 'control-answer' && id === 99)
  await port[Symbol.asyncDispose]()
  expect(await port.next(({ type, id }) => type === 'control-end' && id === 99)).toMatchObject({ whole: false })
})
