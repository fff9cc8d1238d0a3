import type { GatewayParts } from '#gateway/gateway-parts.ts'
import { createRandom } from '#gateway/simulator/random.ts'
import { startTestGateway, type TestGateway } from '../../fixtures/test-gateway.ts'
import { keepJournal, STEP_HEADER, type Entry, type Journal } from './journal.ts'
import { openListeners, type Listener, type Listeners } from './listeners.ts'
import { idIn, type Names } from './names.ts'
import { createSteps } from './next-step.ts'
import { askForChange, askForTraffic, isChange, type Asking } from './requests.ts'
import { readWorld } from './read-world.ts'
import type { World } from './oracle.ts'
import type { Step } from './steps.ts'
import { owners, restlessWorld } from './world.ts'

/** What became of a step that went over HTTP. */
export interface Outcome {
  readonly step: Step
  readonly status: number
  readonly body: unknown
  /** How many entries the journal had when it was asked for, and when the answer was there. */
  readonly from: number
  readonly to: number
}

export interface Episode {
  readonly world: World
  readonly names: Names
  readonly entries: readonly Entry[]
  readonly outcomes: ReadonlyMap<number, Outcome>
  readonly listeners: readonly Listener[]
}

const CHANGES_AT_ONCE = 5
const TRAFFIC_AT_ONCE = 12

interface Stage {
  readonly home: TestGateway
  readonly journal: Journal
  readonly listeners: Listeners
  readonly names: Names
  readonly outcomes: Map<number, Outcome>
}

async function ask({ home, journal }: Stage, person: string, asking: Numbered): Promise<Omit<Outcome, 'step'>> {
  const { number, method, path, body } = asking
  const from = journal.entries.length
  const response = await fetch(`${home.url}/api${path}`, {
    method,
    headers: {
      authorization: `Bearer ${await home.tokenOf(person)}`,
      [STEP_HEADER]: String(number),
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
  const text = await response.text()
  const answer: unknown = text === '' ? undefined : JSON.parse(text)
  return { status: response.status, body: answer, from, to: journal.entries.length }
}

interface Numbered extends Asking {
  readonly number: number
}

/** Remembers what a step made, under the name the step gave it. */
function remember(names: Names, { step, status, body }: Outcome): void {
  if (status !== 201) return
  const { _id: id } = body as { _id: string }
  if (step.kind === 'create role') names.role.set(step.role, id)
  if (step.kind === 'create channel') names.channel.set(step.channel, id)
  if (step.kind === 'say') names.message.set(step.message, { channel: idIn(names.channel, step.channel), id })
  if (step.kind === 'create server') {
    names.server.set(step.server, id)
    names.role.set(step.server, (body as { everyoneRoleId: string }).everyoneRoleId)
  }
}

async function invite(stage: Stage, server: string, owner: string): Promise<void> {
  const path = `/servers/${idIn(stage.names.server, server)}/invites`
  const { body } = await ask(stage, owner, { number: -1, method: 'POST', path, body: {} })
  stage.names.invite.set(server, (body as { code?: string }).code ?? '')
}

async function perform(stage: Stage, number: number, step: Step): Promise<void> {
  const { names, listeners } = stage
  if (step.kind === 'say by socket') {
    listeners.say(step.by, idIn(names.channel, step.channel), step.text)
    return
  }
  if (step.kind === 'type') {
    listeners.type(step.by, idIn(names.channel, step.channel))
    return
  }
  if (step.kind === 'come again') {
    await listeners.comeAgain(step.by)
    return
  }
  const asking = isChange(step) ? askForChange(step, names) : askForTraffic(step, names)
  const outcome = { step, ...(await ask(stage, step.by, { number, ...asking })) }
  stage.outcomes.set(number, outcome)
  remember(names, outcome)
  if (step.kind === 'create server') await invite(stage, step.server, step.by)
}

/** Whether a step changed who may what: it was granted, and somebody had to be told. */
function hasChanged({ journal, outcomes }: Stage, number: number): boolean {
  const outcome = outcomes.get(number)
  if (outcome === undefined || !isChange(outcome.step) || ASIDE.has(outcome.step.kind)) return false
  const { from, to } = outcome
  return journal.entries.slice(from, to).some((entry) => entry.step === number && entry.published.length > 0)
}

/** Changes that are told, and leave everybody's permissions as they were. */
const ASIDE: ReadonlySet<string> = new Set(['edit channel', 'rename server', 'create server'])

/** Takes steps until so many of them have changed something; several at once, so that they meet. */
async function takeSteps(stage: Stage, seed: number, changes: number): Promise<void> {
  const steps = createSteps(seed)
  const random = createRandom(seed, 'order')
  for (let number = 0, made = 0; made < changes;) {
    const drawn: Step[] = [
      ...Array.from({ length: CHANGES_AT_ONCE }, () => steps.change()),
      ...Array.from({ length: TRAFFIC_AT_ONCE }, () => steps.traffic()),
    ]
    const batch = random.sample(drawn, drawn.length).map((step, place) => ({ step, number: number + place }))
    number += batch.length
    await Promise.all(batch.map((each) => perform(stage, each.number, each.step)))
    made += batch.filter((each) => hasChanged(stage, each.number)).length
  }
}

function namesOf({ ids }: TestGateway): Names {
  return {
    server: new Map(ids.servers),
    role: new Map(ids.roles),
    channel: new Map(ids.channels),
    person: ids.people,
    message: new Map(),
    invite: new Map(),
  }
}

/** Lives through at least so many changes with a gateway of its own; `mutate` may break it first. */
export async function runEpisode(
  seed: number,
  changes: number,
  mutate: (parts: GatewayParts) => void = () => undefined,
): Promise<Episode> {
  const journal = keepJournal()
  await using home = await startTestGateway({
    world: restlessWorld,
    mutate: (parts) => {
      // First the mistake, then the watch over it: the journal knows what should have been heard.
      mutate(parts)
      journal.watch(parts)
    },
  })
  journal.stop()
  const names = namesOf(home)
  const world = await readWorld(home, names)
  const listeners = await openListeners(home)
  const stage: Stage = { home, journal, listeners, names, outcomes: new Map() }
  for (const [server, owner] of Object.entries(owners)) await invite(stage, server, owner)
  await takeSteps(stage, seed, changes)
  await listeners.farewell()
  const episode = { world, names, entries: journal.entries, outcomes: stage.outcomes, listeners: listeners.all }
  listeners.close()
  return episode
}
