import { setTimeout } from 'node:timers/promises'
import { startChild } from '../child.ts'
import type { Bench } from '../figure.ts'
import { prepareData, startProduct } from '../load/product.ts'
import type { QuietCrowdProgram } from '../load/quiet-crowd.ts'
import { makeTemporaryDirectory } from '../temporary-directory.ts'

const PEOPLE = 2_000
const AT_ONCE = 100
const ROUNDS = 5
const PAUSE_MS = 2_000

/** What the gateway's process holds while two thousand people, each another one, are connected and say nothing. */
export const loadIdle: Bench = {
  parts: ['load/idle-memory'],
  measure: async () => {
    await using directory = await makeTemporaryDirectory()
    const { tokens } = await prepareData(directory.path, PEOPLE)
    using gateway = await startProduct(directory.path)
    using crowd = startChild<QuietCrowdProgram>(import.meta.resolve('../load/quiet-crowd.ts'))
    await crowd.call('gather', { url: gateway.url, tokens, atOnce: AT_ONCE })
    const memory: number[] = []
    for (let round = 0; round < ROUNDS; round += 1) {
      await setTimeout(PAUSE_MS)
      memory.push(gateway.memory())
    }
    return [{ part: 'load/idle-memory', unit: 'MB', ours: memory }]
  },
}
