import path from 'node:path'
import type { BareGateway } from '../bare/gateway.ts'
import { startChild } from '../child.ts'
import type { CrowdProgram, Latency } from '../fan-out/crowd.ts'
import type { OurGateway } from '../fan-out/our-gateway.ts'
import type { Bench, Figure } from '../figure.ts'
import { pick, takeTurns, type Sides } from '../rounds.ts'
import { makeTemporaryDirectory } from '../temporary-directory.ts'

const SOCKETS = 300
const MESSAGES = 100
const EVERY_MS = 50
/** Many short ones: what else the machine does spoils a few of them and not the median. */
const ROUNDS = 9

/** Both sides in turns; the first of each warms up and does not count. */
async function talk(round: (name: 'ours' | 'bare') => Promise<Latency>): Promise<Sides<Latency>> {
  const ours = (): Promise<Latency> => round('ours')
  const bare = (): Promise<Latency> => round('bare')
  await takeTurns(1, ours, bare)
  return takeTurns(ROUNDS, ours, bare)
}

const figuresOf = (part: string, latencies: Sides<Latency>): Figure[] => [
  { part: `${part}/p99`, unit: 'ms', ...pick(latencies, ({ p99 }) => p99) },
  { part: `${part}/median`, unit: 'ms', ...pick(latencies, ({ median }) => median) },
]

const oneRound = { messages: MESSAGES, everyMs: EVERY_MS }

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
    return figuresOf('fan-out', await talk((name) => crowd.call('round', { place: name, ...oneRound })))
  },
}

/** The same while the simulator writes down each step and each delivery, beside the gateway without it. */
export const watchedFanOut: Bench = {
  parts: ['watched/p99', 'watched/median'],
  measure: async () => {
    await using directory = await makeTemporaryDirectory()
    using watched = startChild<OurGateway>(import.meta.resolve('../fan-out/our-gateway.ts'))
    using plain = startChild<OurGateway>(import.meta.resolve('../fan-out/our-gateway.ts'))
    using crowd = startChild<CrowdProgram>(import.meta.resolve('../fan-out/crowd.ts'))
    const common = { people: SOCKETS }
    const ours = await watched.call('start', { ...common, directory: path.join(directory.path, 'ours'), watched: true })
    const bare = await plain.call('start', { ...common, directory: path.join(directory.path, 'bare') })
    await crowd.call('join', { name: 'ours', place: ours })
    await crowd.call('join', { name: 'bare', place: bare })
    return figuresOf('watched', await talk((name) => crowd.call('round', { place: name, ...oneRound })))
  },
}
