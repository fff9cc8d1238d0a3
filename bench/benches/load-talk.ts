import { startChild } from '../child.ts'
import type { CrowdProgram } from '../fan-out/crowd.ts'
import type { Bench } from '../figure.ts'
import { prepareData, startProduct } from '../load/product.ts'
import { makeTemporaryDirectory } from '../temporary-directory.ts'

const PEOPLE = 500
const MESSAGES = 200
const EVERY_MS = 25
const ROUNDS = 7

/** Five hundred people in one channel, forty messages a second: from sending to arriving. A lost or misplaced one fails. */
export const loadTalk: Bench = {
  parts: ['load/talk'],
  measure: async () => {
    await using directory = await makeTemporaryDirectory()
    const { channelId, tokens } = await prepareData(directory.path, PEOPLE)
    using gateway = await startProduct(directory.path)
    using crowd = startChild<CrowdProgram>(import.meta.resolve('../fan-out/crowd.ts'))
    await crowd.call('join', { name: 'ours', place: { url: gateway.url, channelId, tokens } })
    const times: number[] = []
    for (let round = 0; round <= ROUNDS; round += 1) {
      const { p99 } = await crowd.call('round', { place: 'ours', messages: MESSAGES, everyMs: EVERY_MS })
      if (round > 0) times.push(p99)
    }
    return [{ part: 'load/talk', unit: 'ms', ours: times }]
  },
}
