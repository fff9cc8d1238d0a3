import { setTimeout } from 'node:timers/promises'
import { message, type Message } from '#shared/models/message.ts'
import type { RunningGateway } from '#gateway/gateway-options.ts'
import { idsFrom, idsOfWorld } from '#gateway/simulator/build-world.ts'
import { startSimulation } from '#gateway/simulator/simulation.ts'
import { startScenario, type RunningScenario } from '#gateway/simulator/start-scenario.ts'
import { requestAs } from '#gateway/simulator/testing/request-as.ts'
import { worldScenario } from '#gateway/simulator/world-scenario.ts'
import type { WorldSpec } from '#gateway/simulator/world-spec.ts'
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
  /** With the simulator around it, which keeps a journal of everything: as `mew-gateway start` runs for developers. */
  readonly watched?: boolean
}

const FIRST_FEW = 200
const OFFLINE_GRACE_MS = 50
const SEED = 1
let running: RunningScenario | undefined

function idOf(ids: ReadonlyMap<string, string>, ref: string): string {
  const id = ids.get(ref)
  if (id === undefined) throw new Error(`The world has no "${ref}"`)
  return id
}

async function oldestOf({ parts }: RunningGateway, channelId: string): Promise<string[]> {
  const { reader } = parts.database
  const query = reader.selectFrom('message').select('id').where('channelId', '=', channelId)
  return (await query.orderBy('id').limit(FIRST_FEW).execute()).map((row) => row.id)
}

function startWith(world: WorldSpec, { directory, watched = false }: Options): Promise<RunningScenario> {
  const gateway = {
    port: 0,
    environment: {},
    passwordCost: { N: 16, r: 1, p: 1 },
    logLevel: 'error',
    previews: 'off',
    offlineGraceMs: OFFLINE_GRACE_MS,
    dataDirectory: directory,
  } as const
  const own = worldScenario(world)
  return watched
    ? startSimulation({ scenario: 'own', own, seed: SEED, gateway })
    : startScenario(own, { seed: SEED, gateway })
}

/** The real gateway with so many people in one channel, its data on disk. */
async function start(options: Options): Promise<Opened> {
  const { people, messages = 0 } = options
  const world = square(people, messages)
  const ids = idsOfWorld(world, idsFrom(SEED))
  running = await startWith(world, options)
  const { gateway } = running
  const channelId = idOf(ids.channels, 'general')
  const tokens: string[] = []
  for (let index = 0; index < people; index += 1) {
    const { accessToken } = await gateway.parts.sessions.begin(idOf(ids.people, speaker(index)), false)
    tokens.push(accessToken)
  }
  const [token = ''] = tokens
  const path = `/channels/${channelId}/messages`
  const answer = await requestAs({ url: gateway.url, token, method: 'POST', path, body: { content: 'a sample' } })
  return {
    url: gateway.url,
    channelId,
    tokens,
    sample: message.parse(await answer.json()),
    oldest: await oldestOf(gateway, channelId),
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
  await running?.stop()
}

const calls = { start, untilEmpty, watchWaiting, cutTimes, stop }
export type OurGateway = typeof calls

answerCalls(calls)
