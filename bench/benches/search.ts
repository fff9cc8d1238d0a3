import path from 'node:path'
import { startChild } from '../child.ts'
import type { CrowdProgram, Latency } from '../fan-out/crowd.ts'
import type { Opened, OurGateway } from '../fan-out/our-gateway.ts'
import type { Bench, Figure } from '../figure.ts'
import { createHttpClient, type HttpClient } from '../http-client.ts'
import { percentile, pick, takeTurns } from '../rounds.ts'
import { fillArchive } from '../search/fill-archive.ts'
import { makeTemporaryDirectory } from '../temporary-directory.ts'

const MESSAGES = 1_000_000
const SOCKETS = 300
const ROUNDS = 5
const TIMES_EACH = 4
const TALK = { messages: 100, everyMs: 50 }

/** Of one and two characters, in nearly every message and in hardly any. */
const short = ['e', '丅', 'th', 'xp', '一丁']
/** In every other message, in every tenth, in a few, in one or none; and a page from far below. */
const long = [
  'the',
  'ing',
  'that',
  'station',
  'ticket to',
  'kato',
  'in the',
  'zzzz',
  '一丁丂',
  '丁一丂一',
  'tomire',
  'the&page=4000',
]

interface Place {
  readonly server: string
  readonly channel: string
}

interface Answer {
  readonly pagination: { readonly total: number }
}

const routesOf = ({ server, channel }: Place, questions: readonly string[]): string[] =>
  questions.flatMap((question) => {
    const query = question.split('&').map((part, index) => (index === 0 ? `q=${encodeURIComponent(part)}` : part))
    return [`/api/servers/${server}/search`, `/api/channels/${channel}/search`].map(
      (route) => `${route}?${query.join('&')}`,
    )
  })

/** One that was ended counts with the time until then. */
async function ask(client: HttpClient, route: string): Promise<number> {
  const { status, body, ms } = await client.get(route)
  if (status !== 200 && status !== 503) throw new Error(`${route} was answered ${status}: ${body}`)
  return ms
}

/** 99 of 100 answers come within this time. */
async function slowTime(client: HttpClient, routes: readonly string[]): Promise<number> {
  const times: number[] = []
  for (let round = 0; round < TIMES_EACH; round += 1) {
    for (const route of routes) times.push(await ask(client, route))
  }
  return percentile(times, 0.99)
}

/** Throws where the archive is not what the questions take it for. */
async function demandArchive(client: HttpClient, { server }: Place): Promise<void> {
  const { body } = await client.get(`/api/servers/${server}/search?q=the`)
  const { total } = (JSON.parse(body) as Answer).pagination
  if (total < MESSAGES / 4) throw new Error(`Only ${total} of ${MESSAGES} messages have the common word`)
}

async function measureAnswers(client: HttpClient, place: Place): Promise<Figure[]> {
  const times = { short: [] as number[], long: [] as number[] }
  for (let round = 0; round < ROUNDS; round += 1) {
    times.long.push(await slowTime(client, routesOf(place, long)))
    times.short.push(await slowTime(client, routesOf(place, short)))
  }
  return [
    { part: 'search/three-and-more', unit: 'ms', ours: times.long },
    { part: 'search/one-and-two', unit: 'ms', ours: times.short },
  ]
}

/** Talk of one channel, while somebody asks one thing after the other and while nobody does. */
async function measureTalk(client: HttpClient, opened: Opened, place: Place): Promise<Figure> {
  using crowd = startChild<CrowdProgram>(import.meta.resolve('../fan-out/crowd.ts'))
  await crowd.call('join', { name: 'ours', place: opened })
  const quiet = (): Promise<Latency> => crowd.call('round', { place: 'ours', ...TALK })
  const routes = routesOf(place, [...long, ...short])

  async function whileSearching(): Promise<Latency> {
    const over = new AbortController()
    const talk = quiet().finally(() => {
      over.abort()
    })
    for (let index = 0; !over.signal.aborted; index += 1) await ask(client, routes[index % routes.length] ?? '')
    return talk
  }

  await takeTurns(1, whileSearching, quiet)
  const latencies = await takeTurns(ROUNDS, whileSearching, quiet)
  return { part: 'search/fan-out', unit: 'ms', ...pick(latencies, ({ p99 }) => p99) }
}

/** Search in a million messages, with how many there are in all; and what those notice of it who only talk. */
export const search: Bench = {
  parts: ['search/three-and-more', 'search/one-and-two', 'search/fan-out'],
  measure: async () => {
    await using directory = await makeTemporaryDirectory()
    using ours = startChild<OurGateway>(import.meta.resolve('../fan-out/our-gateway.ts'))
    const options = { directory: directory.path, people: SOCKETS }
    await ours.call('start', options)
    await ours.call('stop', undefined)
    fillArchive(path.join(directory.path, 'gateway.sqlite'), MESSAGES)
    const opened = await ours.call('start', options)
    using client = createHttpClient(opened.url, opened.tokens[1] ?? '')
    const place = { server: opened.sample.serverId ?? '', channel: opened.channelId }
    await demandArchive(client, place)
    return [...(await measureAnswers(client, place)), await measureTalk(client, opened, place)]
  },
}
