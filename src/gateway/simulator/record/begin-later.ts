import { mapTexts } from '#shared/simulator/placeholder.ts'
import { durationMs } from '#shared/simulator/duration.ts'
import type { ScenarioFile, TimelineStep } from '#shared/simulator/scenario-file.ts'
import { moveClock } from '../clock/move-clock.ts'
import { fileScenario } from '../scenario/file-scenario.ts'
import { startSimulation, type Simulation } from '../simulation.ts'
import { spanOf } from '../span.ts'
import type { Directory } from '../timeline/directory.ts'
import { describeWorld } from './describe-world.ts'
import type { Played } from './make-recording.ts'
import { readRows, type WorldRows } from './read-rows.ts'
import { createRefs, type Refs } from './refs.ts'
import { createTexts } from './texts.ts'

interface Later {
  /** The world, and what was done in it until then. */
  readonly first: Played
  readonly after: readonly TimelineStep[]
  /** The gateway's clock then. */
  readonly at: number
  readonly seed: number
  /** References of messages that are spoken of later. */
  readonly named: ReadonlySet<string>
}

const NOTHING = { people: new Map(), servers: new Map(), channels: new Map(), roles: new Map() }
const CHEAP_PASSWORDS = { N: 16, r: 1, p: 1 }
const QUIET = { port: 0, environment: {}, passwordCost: CHEAP_PASSWORDS, logLevel: 'error', previews: 'off' } as const

/** What everything is called already. */
function refsOf(directory: Directory): Refs {
  const refs = createRefs({ known: NOTHING, hidesNames: false })
  const kinds = [
    ['person', directory.people],
    ['server', directory.servers],
    ['channel', directory.channels],
    ['role', directory.roles],
    ['sticker', directory.stickers],
    ['webhook', directory.webhooks],
  ] as const
  for (const [kind, known] of kinds) for (const [ref, id] of known) refs.set(kind, id, ref)
  // In a world a category is called so within its server alone.
  for (const [ref, id] of directory.categories) refs.set('category', id, ref.split('.').at(-1) ?? ref)
  return refs
}

/** What was made before is of the world, and called as such. */
function renamed(after: readonly TimelineStep[], { categories }: WorldRows, refs: Refs): TimelineStep[] {
  const names = new Map<string, string>(
    categories.map(({ id, serverId }) => {
      const ref = refs.of('category', id) ?? ''
      return [`{category:${ref}}`, `{category:${refs.of('server', serverId)}.${ref}}`] as const
    }),
  )
  const rename = (text: string): string => text.replaceAll(/\{category:[^{}]+\}/g, (whole) => names.get(whole) ?? whole)
  // Only texts have changed.
  return after.map((step) =>
    step.request === undefined ? step : { ...step, request: mapTexts(step.request, rename) as typeof step.request },
  )
}

/** Who has come and not gone. */
function present(before: readonly TimelineStep[]): TimelineStep[] {
  const people = new Set<string>()
  for (const { presence } of before) {
    if (presence?.status === 'online') people.add(presence.person)
    if (presence?.status === 'offline') people.delete(presence.person)
  }
  return [...people].map((person) => ({ at: '0s', presence: { person, status: 'online' } }))
}

function countsOf({ messages }: WorldRows, refs: Refs): ReadonlyMap<string, number> {
  const counts = new Map<string, number>()
  for (const { channelId } of messages) {
    const ref = refs.of('channel', channelId) ?? ''
    counts.set(ref, (counts.get(ref) ?? 0) + 1)
  }
  return counts
}

async function playedWorld(simulation: Simulation, { at, after, first, named }: Later): Promise<Played> {
  const { gateway, timeline } = simulation
  if (timeline?.directory === undefined) throw new Error('What was to be played has no timeline')
  const rows = await gateway.parts.database.settle((reader) => readRows(reader, Number.MAX_SAFE_INTEGER))
  const refs = refsOf(timeline.directory)
  const said = [...timeline.directory.messages].filter(([ref]) => named.has(ref))
  const world = describeWorld({
    rows,
    refs,
    texts: createTexts('keep', (id) => refs.of('person', id)),
    at,
    named: new Map(said.map(([ref, { id }]) => [id, ref] as const)),
  })
  const sooner = (span = '0s'): string => spanOf(durationMs(span) - (at - first.at))
  const steps = renamed(after, rows, refs).map((step) => ({ ...step, at: sooner(step.at) }))
  return { at, world, timeline: [...present(first.timeline), ...steps], past: countsOf(rows, refs) }
}

/** Lets happen what was done until a moment, by itself and as fast as it goes: what is there then is the world to begin with. */
export async function beginLater(later: Later): Promise<Played> {
  const { first, at, seed } = later
  const file: ScenarioFile = { name: 'before', title: 'Before', world: first.world, timeline: [...first.timeline] }
  const simulation = await startSimulation({
    scenario: file.name,
    own: fileScenario(file),
    seed,
    clock: 'virtual',
    startMs: first.at,
    gateway: QUIET,
  })
  try {
    await moveClock(simulation, Math.max(0, at - first.at))
    return await playedWorld(simulation, later)
  } finally {
    await simulation.stop()
  }
}
