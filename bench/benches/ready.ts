import path from 'node:path'
import type { BareGateway } from '../bare/gateway.ts'
import { startChild } from '../child.ts'
import type { CrowdProgram } from '../fan-out/crowd.ts'
import type { OurGateway } from '../fan-out/our-gateway.ts'
import type { Bench } from '../figure.ts'
import { takeTurns } from '../rounds.ts'
import { makeTemporaryDirectory } from '../temporary-directory.ts'

const PEOPLE = 300
const ROUNDS = 9

/** Three hundred people who come at once: from the first connection to the last `ready`. */
export const ready: Bench = {
  parts: ['ready'],
  measure: async () => {
    await using directory = await makeTemporaryDirectory()
    using ours = startChild<OurGateway>(import.meta.resolve('../fan-out/our-gateway.ts'))
    using bare = startChild<BareGateway>(import.meta.resolve('../bare/gateway.ts'))
    using crowd = startChild<CrowdProgram>(import.meta.resolve('../fan-out/crowd.ts'))
    const opened = await ours.call('start', { directory: path.join(directory.path, 'ours'), people: PEOPLE })
    const { sample, url, channelId, tokens } = opened
    const bareOptions = { directory: path.join(directory.path, 'bare'), room: channelId, sample }
    const bareUrl = await bare.call('start', bareOptions)

    async function come(name: string, address: string): Promise<number> {
      const took = await crowd.call('rush', { name, place: { url: address, channelId, tokens } })
      await crowd.call('leave', name)
      await ours.call('untilEmpty', undefined)
      return took
    }
    const oursTime = (): Promise<number> => come('ours', url)
    const bareTime = (): Promise<number> => come('bare', bareUrl)
    await takeTurns(1, oursTime, bareTime)
    return [{ part: 'ready', unit: 'ms', ...(await takeTurns(ROUNDS, oursTime, bareTime)) }]
  },
}
