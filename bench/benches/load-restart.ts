import { startChild } from '../child.ts'
import type { CrowdProgram } from '../fan-out/crowd.ts'
import type { Bench } from '../figure.ts'
import { prepareData, startProduct } from '../load/product.ts'
import { makeTemporaryDirectory } from '../temporary-directory.ts'

const PEOPLE = 1_000
const ROUNDS = 5

/** A thousand stock clients and a gateway that is killed and started again: from the kill to the last one's `ready`. */
export const loadRestart: Bench = {
  parts: ['load/restart'],
  measure: async () => {
    await using directory = await makeTemporaryDirectory()
    const { channelId, tokens } = await prepareData(directory.path, PEOPLE)
    let gateway = await startProduct(directory.path)
    const { url, port } = gateway
    using crowd = startChild<CrowdProgram>(import.meta.resolve('../fan-out/crowd.ts'))
    try {
      await crowd.call('rush', { name: 'ours', place: { url, channelId, tokens }, comesBack: true })
      const seconds: number[] = []
      for (let round = 0; round < ROUNDS; round += 1) {
        await crowd.call('awaitBack', 'ours')
        await gateway.kill()
        gateway = await startProduct(directory.path, { port })
        seconds.push((await crowd.call('whenBack', undefined)) / 1_000)
      }
      return [{ part: 'load/restart', unit: 's', ours: seconds }]
    } finally {
      gateway[Symbol.dispose]()
    }
  },
}
