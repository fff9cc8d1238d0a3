import path from 'node:path'
import type { BareGateway } from '../bare/gateway.ts'
import { startChild } from '../child.ts'
import type { OurGateway } from '../fan-out/our-gateway.ts'
import type { Bench } from '../figure.ts'
import { createHttpClient, type HttpClient } from '../http-client.ts'
import { percentile, takeTurns } from '../rounds.ts'
import { makeTemporaryDirectory } from '../temporary-directory.ts'

const MESSAGES = 200
const ROUNDS = 9

async function typicalTime(client: HttpClient, route: string): Promise<number> {
  const times: number[] = []
  for (let index = 0; index < MESSAGES; index += 1) {
    const { status, ms } = await client.post(route, { content: `${index} and what else there is to say about it` })
    if (status !== 201) throw new Error(`Message ${index} was answered ${status}`)
    times.push(ms)
  }
  return percentile(times, 0.5)
}

/** A message by REST, answered once it is on disk, one after the other; the bare one has no rights and no sessions. */
export const create: Bench = {
  parts: ['create/p50'],
  measure: async () => {
    await using directory = await makeTemporaryDirectory()
    using ours = startChild<OurGateway>(import.meta.resolve('../fan-out/our-gateway.ts'))
    using bare = startChild<BareGateway>(import.meta.resolve('../bare/gateway.ts'))
    const { url, channelId, tokens, sample } = await ours.call('start', {
      directory: path.join(directory.path, 'ours'),
      people: 2,
    })
    const bareOptions = { directory: path.join(directory.path, 'bare'), room: channelId, sample }
    using toOurs = createHttpClient(url, tokens[0] ?? '')
    using toBare = createHttpClient(await bare.call('start', bareOptions), '')

    const oursTime = (): Promise<number> => typicalTime(toOurs, `/api/channels/${channelId}/messages`)
    const bareTime = (): Promise<number> => typicalTime(toBare, '/messages')
    await takeTurns(1, oursTime, bareTime)
    return [{ part: 'create/p50', unit: 'ms', ...(await takeTurns(ROUNDS, oursTime, bareTime)) }]
  },
}
