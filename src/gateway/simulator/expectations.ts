import type { JournalStep } from '#shared/simulator/journal-step.ts'
import type { Expectation, Observed, ScenarioFile } from '#shared/simulator/scenario-file.ts'
import { placesOf } from '../access/visible-channels.ts'
import type { RunningGateway } from '../gateway-options.ts'
import type { Journal } from './journal/journal.ts'
import { createDirectory, lookUp, type Directory } from './timeline/directory.ts'
import { aboutOf, createObserver, emitOf } from './timeline/observe.ts'
import type { WorldIds } from './world-spec.ts'

/** What is looked at: a scenario, and how it went. */
interface Watched {
  readonly gateway: RunningGateway
  readonly journal: Journal
  readonly seed: number
  readonly file: ScenarioFile
  readonly ids: WorldIds
  /** Of a timeline that was played: what it made is in it. */
  readonly directory: Directory | undefined
}

/** An expectation that does not hold, and the steps of the journal that show it. */
export interface FailedExpectation {
  /** Its place in the file. */
  readonly index: number
  readonly message: string
  readonly cursors: readonly number[]
}

type Verdict = Omit<FailedExpectation, 'index'> | undefined

interface Looking extends Watched {
  readonly directory: Directory
  readonly steps: readonly JournalStep[]
}

const sentence = ({ event, to, by, channel, text }: Observed): string =>
  [
    event,
    ...(by === undefined ? [] : [`by ${by}`]),
    ...(channel === undefined ? [] : [`in ${channel}`]),
    ...(text === undefined ? [] : [`with "${text}"`]),
    ...(to === undefined ? [] : [`to ${to}`]),
  ].join(' ')

function hits(wanted: Observed, looking: Looking): number[] {
  const observe = createObserver(wanted, looking)
  return looking.steps.filter((step) => observe(step) !== undefined).map(({ cursor }) => cursor)
}

/** Channels somebody asked a page of, with success, by the cursor of their last answer. */
function pagesOf(person: string, { steps }: Looking): ReadonlyMap<string, number> {
  const pages = new Map<string, number>()
  for (const step of steps) {
    if (step.kind !== 'answer' || step.user !== person || step.method !== 'GET' || step.status !== 200) continue
    const channel = /\/channels\/([0-9a-f]{24})\/messages(?:\?|$)/.exec(step.path)?.[1]
    if (channel !== undefined) pages.set(channel, step.cursor)
  }
  return pages
}

const isNews = (event: string): boolean => event.startsWith('MESSAGE_')

/** What somebody may see and has not learned of: no packet of it arrived, and no page was asked for later. */
async function missed(person: string, looking: Looking): Promise<number[]> {
  const { gateway, steps, directory, journal } = looking
  const places = await placesOf(gateway.parts.database.reader, lookUp(directory.people, person))
  const visible = new Set([...places.direct, ...[...places.servers.values()].flatMap((channels) => [...channels])])
  const pages = pagesOf(person, looking)
  const arrived = new Set(
    steps.flatMap((step) =>
      step.kind === 'delivery' && step.user === person && step.outcome !== 'dropped' && step.outcome !== 'gone'
        ? [emitOf(journal, step.emit)?.cursor ?? -1]
        : [],
    ),
  )
  return steps.flatMap((step) => {
    if (step.kind !== 'emit' || !isNews(step.event) || arrived.has(step.cursor)) return []
    const { channelId = '' } = aboutOf(step)
    return visible.has(channelId) && (pages.get(channelId) ?? -1) < step.cursor ? [step.cursor] : []
  })
}

async function converged(person: string, looking: Looking): Promise<Verdict> {
  const cursors = await missed(person, looking)
  if (cursors.length === 0) return undefined
  return { message: `${person} never learned of ${cursors.length} things that they may see`, cursors }
}

async function counted({ channel, count }: NonNullable<Expectation['messages']>, looking: Looking): Promise<Verdict> {
  const id = looking.directory.channels.get(channel)
  if (id === undefined) return { message: `${channel} was never made`, cursors: [] }
  const row = await looking.gateway.parts.database.reader
    .selectFrom('message')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('channelId', '=', id)
    .executeTakeFirstOrThrow()
  if (row.count === count) return undefined
  return { message: `${channel} has ${row.count} messages, not ${count}`, cursors: [] }
}

function judgeObserved({ never, seen }: Expectation, looking: Looking): Verdict {
  const unwanted = never === undefined ? [] : hits(never, looking)
  if (never !== undefined && unwanted.length > 0) {
    return { message: `${sentence(never)} was never to happen`, cursors: unwanted }
  }
  if (seen === undefined || hits(seen, looking).length > 0) return undefined
  return { message: `${sentence(seen)} did not happen`, cursors: [] }
}

async function judge(wanted: Expectation, looking: Looking): Promise<Verdict> {
  if (wanted.converged !== undefined) return converged(wanted.converged, looking)
  if (wanted.messages !== undefined) return counted(wanted.messages, looking)
  if (wanted.online === undefined) return judgeObserved(wanted, looking)
  const id = lookUp(looking.directory.people, wanted.online)
  if (looking.gateway.parts.realtime.sockets.of(id).size > 0) return undefined
  return { message: `${wanted.online} is not online`, cursors: [] }
}

/** Which expectations of a scenario are not met, by the journal and as the gateway is now. */
export async function checkExpectations(watched: Watched): Promise<FailedExpectation[]> {
  const { file, ids, seed, journal } = watched
  const { steps } = journal.read()
  const looking = { ...watched, steps, directory: watched.directory ?? createDirectory(file, ids, seed) }
  const failed: FailedExpectation[] = []
  for (const [index, wanted] of (file.expect ?? []).entries()) {
    const verdict = await judge(wanted, looking)
    if (verdict !== undefined) failed.push({ index, ...verdict })
  }
  return failed
}
