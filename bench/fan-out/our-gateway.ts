import { setTimeout } from 'node:timers/promises'
import { message, type Message } from '#shared/models/message.ts'
import { startTestGateway, type TestGateway } from '../../e2e/fixtures/test-gateway.ts'
import { answerCalls } from '../child.ts'
import { startWaitingWatch, type WaitingWatch } from '../load/waiting-watch.ts'
import { speaker, square } from '../world.ts'

export interface Opened {
  readonly url: string
  readonly channelId: string
  /** Of everybody, the sender first. */
  readonly tokens: readonly string[]
  readonly sample: Message
  /** Ids of the first messages of the channel. */
  readonly oldest: readonly string[]
}

interface Options {
  readonly directory: string
  readonly people: number
  /** What was said in the channel before. */
  readonly messages?: number
}

const FIRST_FEW = 200
const OFFLINE_GRACE_MS = 50
let running: TestGateway | undefined

async function oldestOf({ gateway }: TestGateway, channelId: string): Promise<string[]> {
  const { reader } = gateway.parts.database
  const query = reader.selectFrom('message').select('id').where('channelId', '=', channelId)
  return (await query.orderBy('id').limit(FIRST_FEW).execute()).map((row) => row.id)
}

/** The real gateway with so many people in one channel, its data on disk. */
async function start({ directory, people, messages = 0 }: Options): Promise<Opened> {
  const home = await startTestGateway({
    dataDirectory: directory,
    world: square(people, messages),
    offlineGraceMs: OFFLINE_GRACE_MS,
  })
  running = home
  const channelId = home.channel('general')
  const tokens = await Promise.all(Array.from({ length: people }, (_, index) => home.tokenOf(speaker(index))))
  const answer = await home.call(speaker(0), 'POST', `/channels/${channelId}/messages`, { content: 'a sample' })
  return {
    url: home.url,
    channelId,
    tokens,
    sample: message.parse(await answer.json()),
    oldest: await oldestOf(home, channelId),
  }
}

/** Resolves once nobody is here, and nobody counts as online any more. */
async function untilEmpty(): Promise<void> {
  while ((running?.gateway.parts.realtime.sockets.users().length ?? 0) > 0) await setTimeout(10)
  await setTimeout(3 * OFFLINE_GRACE_MS)
}

let watch: WaitingWatch | undefined

/** From now on it is noted when too much waits for somebody. */
function watchWaiting(): Promise<void> {
  if (running !== undefined) watch = startWaitingWatch(running.gateway.parts.realtime.sockets)
  return Promise.resolve()
}

/** For each socket that was cut off since: milliseconds from too much to gone. */
const cutTimes = (): Promise<readonly number[]> => Promise.resolve(watch?.cutTimes() ?? [])

async function stop(): Promise<void> {
  watch?.stop()
  await running?.gateway.stop()
}

const calls = { start, untilEmpty, watchWaiting, cutTimes, stop }
export type OurGateway = typeof calls

answerCalls(calls)
