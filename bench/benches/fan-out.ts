import path from 'node:path'
import type { BareGateway } from '../bare/gateway.ts'
import { startChild } from '../child.ts'
import type { CrowdProgram, Latency } from '../fan-out/crowd.ts'
import type { OurGateway } from '../fan-out/our-gateway.ts'
import type { Bench } from '../figure.ts'
import { pick, takeTurns } from '../rounds.ts'
import { makeTemporaryDirectory } from '../temporary-directory.ts'

const SOCKETS = 300
const MESSAGES = 100
const EVERY_MS = 50
/** Many short ones: what else the machine does spoils a few of them and not the median. */
const ROUNDS = 9

/**
 * One sender, three hundred sockets in one channel, twenty messages a second: from sending to arriving. Ours checks
 * rights, commits and tells; the bare one only commits the same row and tells. A lost, doubled or misplaced message fails.
 */
export const fanOut: Bench = {
  parts: ['fan-out/p99', 'fan-out/median'],
  measure: async () => {
    await using directory = await makeTemporaryDirectory()
    using ours = startChild<OurGateway>(import.meta.resolve('../fan-out/our-gateway.ts'))
    using bare = startChild<BareGateway>(import.meta.resolve('../bare/gateway.ts'))
    using crowd = startChild<CrowdProgram>(import.meta.resolve('../fan-out/crowd.ts'))
    const opened = await ours.call('start', { directory: path.join(directory.path, 'ours'), people: SOCKETS })
    const { sample, ...place } = opened
    const bareOptions = { directory: path.join(directory.path, 'bare'), room: place.channelId, sample }
    const url = await bare.call('start', bareOptions)
    await crowd.call('join', { name: 'ours', place })
    await crowd.call('join', { name: 'bare', place: { ...place, url } })

    const round = (name: string): Promise<Latency> =>
      crowd.call('round', { place: name, messages: MESSAGES, everyMs: EVERY_MS })
    await takeTurns(
      1,
      () => round('ours'),
      () => round('bare'),
    )
    const latencies = await takeTurns(
      ROUNDS,
      () => round('ours'),
      () => round('bare'),
    )
    return [
      { part: 'fan-out/p99', unit: 'ms', ...pick(latencies, ({ p99 }) => p99) },
      { part: 'fan-out/median', unit: 'ms', ...pick(latencies, (latency) => latency.median) },
    ]
  },
}
