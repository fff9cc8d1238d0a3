import { startChild } from '../child.ts'
import type { CrowdProgram } from '../fan-out/crowd.ts'
import type { OurGateway } from '../fan-out/our-gateway.ts'
import type { Bench } from '../figure.ts'
import type { QuietCrowdProgram } from '../load/quiet-crowd.ts'
import { makeTemporaryDirectory } from '../temporary-directory.ts'

const READERS = 30
const SLOW = 10
const LENGTH = 15_000
const MESSAGES = 200
const EVERY_MS = 25
const MOST_ROUNDS = 12

/**
 * Thirty people who read, ten who have stopped to, and long messages: how long it takes from the moment at which too
 * much waits for somebody until they are cut off, and what the others feel of it meanwhile.
 */
export const loadSlowReaders: Bench = {
  parts: ['load/slow-readers', 'load/beside-slow-readers'],
  measure: async () => {
    await using directory = await makeTemporaryDirectory()
    using ours = startChild<OurGateway>(import.meta.resolve('../fan-out/our-gateway.ts'))
    using crowd = startChild<CrowdProgram>(import.meta.resolve('../fan-out/crowd.ts'))
    using slow = startChild<QuietCrowdProgram>(import.meta.resolve('../load/quiet-crowd.ts'))
    const opened = await ours.call('start', { directory: directory.path, people: READERS + SLOW })
    const { url, channelId, tokens } = opened
    await crowd.call('join', { name: 'ours', place: { url, channelId, tokens: tokens.slice(0, READERS) } })
    const talk = { place: 'ours', messages: MESSAGES, everyMs: EVERY_MS, length: LENGTH }
    await crowd.call('round', talk)
    await slow.call('gather', { url, tokens: tokens.slice(READERS), atOnce: 1 })
    await ours.call('watchWaiting', undefined)
    await slow.call('stopReading', undefined)

    const latencies: number[] = []
    let cut: readonly number[] = []
    while (cut.length < SLOW) {
      if (latencies.length === MOST_ROUNDS) throw new Error(`Only ${cut.length} of ${SLOW} were cut off`)
      latencies.push((await crowd.call('round', talk)).p99)
      cut = await ours.call('cutTimes', undefined)
    }
    return [
      { part: 'load/slow-readers', unit: 's', ours: cut.map((ms) => ms / 1_000) },
      { part: 'load/beside-slow-readers', unit: 'ms', ours: latencies },
    ]
  },
}
