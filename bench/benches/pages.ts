import { startChild } from '../child.ts'
import type { OurGateway } from '../fan-out/our-gateway.ts'
import type { Bench } from '../figure.ts'
import { createHttpClient, type HttpClient } from '../http-client.ts'
import { percentile } from '../rounds.ts'
import { makeTemporaryDirectory } from '../temporary-directory.ts'

const MESSAGES = 100_000
const PAGE = 50
const REQUESTS = 200
const ROUNDS = 5

async function slowTime(client: HttpClient, route: string): Promise<number> {
  const times: number[] = []
  for (let index = 0; index < REQUESTS; index += 1) {
    const { status, body, ms } = await client.get(route)
    if (status !== 200 || (JSON.parse(body) as unknown[]).length !== PAGE) throw new Error(`${route}: ${status}`)
    times.push(ms)
  }
  return percentile(times, 0.99)
}

/** One page of a channel in which a hundred thousand messages were written: the newest, and one from deep below. */
export const pages: Bench = {
  parts: ['pages/newest', 'pages/deep'],
  measure: async () => {
    await using directory = await makeTemporaryDirectory()
    using ours = startChild<OurGateway>(import.meta.resolve('../fan-out/our-gateway.ts'))
    const { url, channelId, tokens, oldest } = await ours.call('start', {
      directory: directory.path,
      people: 50,
      messages: MESSAGES,
    })
    using client = createHttpClient(url, tokens[0] ?? '')
    const newest = `/api/channels/${channelId}/messages`
    const deep = `${newest}?before=${oldest[PAGE + 50] ?? ''}`
    const times = { newest: [] as number[], deep: [] as number[] }
    await slowTime(client, newest)
    for (let round = 0; round < ROUNDS; round += 1) {
      times.newest.push(await slowTime(client, newest))
      times.deep.push(await slowTime(client, deep))
    }
    return [
      { part: 'pages/newest', unit: 'ms', ours: times.newest },
      { part: 'pages/deep', unit: 'ms', ours: times.deep },
    ]
  },
}
