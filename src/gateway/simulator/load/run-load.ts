import { setTimeout as sleep } from 'node:timers/promises'
import { gatewayEvents } from '#shared/protocol/events.ts'
import type { Crowd, Visitor } from './crowd.ts'

export interface LoadOptions {
  readonly perSecond: number
  readonly seconds: number
  /** Says nothing more from then on, and tells what there was. */
  readonly signal: AbortSignal
}

/** Milliseconds; undefined where nothing was measured. */
export interface Spread {
  readonly median: number | undefined
  readonly p95: number | undefined
  readonly p99: number | undefined
  readonly max: number | undefined
}

export interface LoadReport {
  readonly actors: number
  readonly seconds: number
  readonly sent: number
  readonly refused: number
  /** Of each message to each socket there is. */
  readonly expected: number
  readonly delivered: number
  readonly answerMs: Spread
  readonly deliveryMs: Spread
}

/** How long what is on its way is waited for, once nothing comes any more. */
const QUIET_MS = 2_000

export function spreadOf(values: readonly number[]): Spread {
  const sorted = values.toSorted((a, b) => a - b)
  const at = (part: number): number | undefined => sorted[Math.ceil(part * sorted.length) - 1]
  return { median: at(0.5), p95: at(0.95), p99: at(0.99), max: sorted.at(-1) }
}

interface Measuring {
  readonly begun: Map<string, number>
  readonly answers: number[]
  readonly deliveries: number[]
  refused: number
  lastAt: number
}

function listen({ visitors }: Crowd, measuring: Measuring): void {
  for (const { socket } of visitors) {
    socket.on('MESSAGE_CREATE', (payload: unknown) => {
      const now = performance.now()
      const message = gatewayEvents.MESSAGE_CREATE.safeParse(payload)
      const begun = message.success ? measuring.begun.get(message.data.content ?? '') : undefined
      if (begun === undefined) return
      measuring.deliveries.push(now - begun)
      measuring.lastAt = now
    })
  }
}

async function say({ call }: Visitor, crowd: Crowd, measuring: Measuring): Promise<void> {
  const content = `message ${measuring.begun.size + 1}`
  const begun = performance.now()
  measuring.begun.set(content, begun)
  try {
    await call('POST', `/channels/${crowd.channelId}/messages`, { content })
    measuring.answers.push(performance.now() - begun)
  } catch {
    // Counted is all it has to be: what was refused is nobody's fault here.
    measuring.refused += 1
    measuring.begun.delete(content)
  }
}

async function isTime(at: number, signal: AbortSignal): Promise<boolean> {
  const early = at - performance.now()
  // Called off, it is time for nothing any more.
  if (early > 0) await sleep(early, undefined, { signal }).catch(() => undefined)
  return !signal.aborted
}

/** Everybody in turn says something, at a pace that does not wait for answers: a slow gateway is not spared. */
async function talk(crowd: Crowd, { perSecond, seconds, signal }: LoadOptions, measuring: Measuring): Promise<number> {
  const { visitors } = crowd
  const started = performance.now()
  const onTheWay: Promise<void>[] = []
  for (let count = 0; count < perSecond * seconds; count += 1) {
    if (!(await isTime(started + (count * 1000) / perSecond, signal))) break
    const visitor = visitors[count % visitors.length]
    if (visitor !== undefined) onTheWay.push(say(visitor, crowd, measuring))
  }
  await Promise.all(onTheWay)
  return onTheWay.length
}

async function arrivals(expected: number, measuring: Measuring): Promise<void> {
  measuring.lastAt = performance.now()
  while (measuring.deliveries.length < expected && performance.now() - measuring.lastAt < QUIET_MS) await sleep(20)
}

/** Lets a crowd talk, and measures how long it takes until it is heard. */
export async function runLoad(crowd: Crowd, options: LoadOptions): Promise<LoadReport> {
  const measuring: Measuring = { begun: new Map(), answers: [], deliveries: [], refused: 0, lastAt: 0 }
  listen(crowd, measuring)
  const started = performance.now()
  const sent = await talk(crowd, options, measuring)
  const seconds = (performance.now() - started) / 1000
  const expected = measuring.answers.length * crowd.visitors.length
  await arrivals(expected, measuring)
  return {
    actors: crowd.visitors.length,
    seconds,
    sent,
    refused: measuring.refused,
    expected,
    delivered: measuring.deliveries.length,
    answerMs: spreadOf(measuring.answers),
    deliveryMs: spreadOf(measuring.deliveries),
  }
}
