import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { BEAT_MS } from '#shared/gateway-process.ts'
import { createGatewayHost, type GatewayProcess, type GatewayReady } from './gateway-host.ts'

beforeEach(() => {
  vi.useFakeTimers()
})

afterEach(() => {
  vi.useRealTimers()
})

interface FakeProcess {
  readonly startCode: string
  readonly heard: Parameters<GatewayProcess['postMessage']>[0][]
  killed: number
  readonly spawn: () => void
  readonly exit: (code: number) => void
  readonly say: (message: unknown) => void
}

function makeBench() {
  const processes: FakeProcess[] = []
  const ready: GatewayReady[] = []
  const events: string[] = []

  function fork(startCode: string): GatewayProcess {
    const listeners = new Map<string, (value: never) => void>()
    const tell = (event: string, value?: unknown): void => listeners.get(event)?.(value as never)
    const made: FakeProcess = {
      startCode,
      heard: [],
      killed: 0,
      spawn: () => {
        tell('spawn')
      },
      exit: (code) => {
        tell('exit', code)
      },
      say: (message) => {
        tell('message', message)
      },
    }
    processes.push(made)
    return {
      postMessage: (order) => made.heard.push(order),
      kill: () => {
        made.killed += 1
        return true
      },
      on: (event: string, listener: (value: never) => void) => listeners.set(event, listener),
    }
  }

  const host = createGatewayHost({
    fork,
    nowMs: () => performance.now(),
    onReady: (said) => {
      ready.push(said)
      events.push('ready')
    },
    onDown: () => events.push('down'),
    onFailed: (reason) => events.push(`failed: ${reason}`),
  })
  const last = (): FakeProcess => {
    const made = processes.at(-1)
    if (made === undefined) throw new Error('No process was started')
    return made
  }
  const begin = (): void => {
    last().spawn()
    last().say({ type: 'ready', url: `http://127.0.0.1:${3000 + processes.length}`, port: 3000 + processes.length })
  }
  return { host, processes, ready, events, last, begin }
}

test('[HOST1] it reports where the gateway is and with which code, and lets it feel that it is alive', () => {
  const { host, ready, last, begin } = makeBench()
  host.setAudience(true)
  host.start()
  begin()
  expect(ready).toEqual([{ url: 'http://127.0.0.1:3001', startCode: last().startCode }])
  expect(last().startCode).toMatch(/^[\w-]{22}$/)
  expect(last().heard).toEqual([{ type: 'audience', watching: true }])
  vi.advanceTimersByTime(BEAT_MS * 3)
  expect(last().heard.filter(({ type }) => type === 'beat')).toHaveLength(3)
  host.setAudience(false)
  expect(last().heard.at(-1)).toEqual({ type: 'audience', watching: false })
})

test('[HOST2] a gateway that ends is started again with back-off and another code, three times in a minute', () => {
  const { host, processes, events, last, begin } = makeBench()
  host.start()
  for (const delay of [250, 1000, 3000]) {
    begin()
    last().exit(1)
    vi.advanceTimersByTime(delay - 1)
    expect(events.at(-1)).toBe('down')
    vi.advanceTimersByTime(1)
  }
  begin()
  last().exit(9)
  vi.advanceTimersByTime(60_000)
  expect(processes).toHaveLength(4)
  expect(new Set(processes.map(({ startCode }) => startCode)).size).toBe(4)
  expect(events.at(-1)).toBe('failed: The gateway ended with exit code 9')
  host.start()
  expect(processes).toHaveLength(5)
})

test('[HOST2] an end now and then is no reason to give up', () => {
  const { host, processes, events, last, begin } = makeBench()
  host.start()
  for (let round = 0; round < 6; round += 1) {
    begin()
    vi.advanceTimersByTime(30_000)
    last().exit(1)
    vi.advanceTimersByTime(5_000)
  }
  expect(processes).toHaveLength(7)
  expect(events.filter((event) => event.startsWith('failed'))).toEqual([])
})

test('[HOST3] what the gateway says is wrong is what is shown', () => {
  const { host, events, last } = makeBench()
  host.start()
  for (let round = 0; round < 4; round += 1) {
    last().spawn()
    last().say({ type: 'failed', exitCode: 1, message: 'The data directory is in use' })
    last().exit(1)
    vi.advanceTimersByTime(5_000)
  }
  expect(events.at(-1)).toBe('failed: The data directory is in use')
})

test('[HOST4] one that never becomes ready is ended, but not before it was spawned', () => {
  const { host, last } = makeBench()
  host.start()
  vi.advanceTimersByTime(30_000)
  expect(last().killed).toBe(0)
  last().spawn()
  expect(last().killed).toBe(1)
})

test('[HOST5] stopping asks, waits, and ends it by force only after a while; nothing is posted to one that is gone', async () => {
  const { host, processes, last, begin } = makeBench()
  host.start()
  begin()
  const stopped = host.stop()
  expect(last().heard.at(-1)).toEqual({ type: 'stop' })
  vi.advanceTimersByTime(4_999)
  expect(last().killed).toBe(0)
  vi.advanceTimersByTime(1)
  expect(last().killed).toBe(1)
  last().exit(0)
  await stopped
  const heard = last().heard.length
  host.setAudience(true)
  vi.advanceTimersByTime(60_000)
  expect([last().heard.length, processes.length]).toEqual([heard, 1])
})

test('[HOST5] a process that cannot be ended does not keep the app from ending', async () => {
  const { host, last } = makeBench()
  host.start()
  const stopped = host.stop()
  vi.advanceTimersByTime(7_000)
  await stopped
  expect(last().killed).toBe(0)
})

test('[HOST5] stopping before it has started at all ends at once', async () => {
  const { host } = makeBench()
  await host.stop()
  host.start()
  expect(vi.getTimerCount()).toBe(0)
})

test('[HOST6] a message that is no report is passed over', () => {
  const { host, events, last } = makeBench()
  host.start()
  last().say({ type: 'ready', url: 7 })
  last().say('hello')
  expect(events).toEqual([])
})
