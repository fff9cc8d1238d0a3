import type { Expectation, ScenarioFile, TimelineStep } from '#shared/simulator/scenario-file.ts'
import type { WorldFile } from '#shared/simulator/scenario-world.ts'
import { idsFrom } from '../build-world.ts'
import { keysOf, serversOf } from '../scenario/known.ts'
import type { Simulation } from '../simulation.ts'
import { beginLater } from './begin-later.ts'
import { blankWorld } from './blank-world.ts'
import { createScribe, type Written } from './create-scribe.ts'
import { describeWorld } from './describe-world.ts'
import type { Timed } from './presence.ts'
import { createRefs, type Refs } from './refs.ts'
import type { Beginning, Recorder } from './recorder.ts'
import { scrub } from './scrub.ts'
import { spanOf } from '../span.ts'
import { countPast, readStored, type Stored } from './stored.ts'
import { createTexts, type TextChoice } from './texts.ts'
import { translate } from './translate.ts'

export interface RecordingOptions {
  /** A cursor of the journal. */
  readonly from: number
  readonly texts: TextChoice
}

interface Making {
  readonly simulation: Simulation
  readonly recorder: Recorder
  readonly beginning: Beginning
  readonly stored: Stored
  readonly refs: Refs
}

/** References of what a scenario's own file has: ids follow from its seed. */
function learnFile({ world }: ScenarioFile, { simulation, recorder, refs }: Making): void {
  const idOf = idsFrom(simulation.seed)
  const { people, servers, channels, roles } = recorder.known()
  for (const [ref, id] of people) refs.set('person', id, ref)
  for (const [ref, id] of servers) refs.set('server', id, ref)
  for (const [ref, id] of channels) refs.set('channel', id, ref)
  for (const [ref, id] of roles) refs.set('role', id, ref)
  for (const ref of keysOf(world.stickers)) refs.set('sticker', idOf('sticker', ref), ref)
  for (const ref of keysOf(world.webhooks)) refs.set('webhook', idOf('webhook', ref), ref)
  for (const [server, { categories }] of serversOf(world)) {
    for (const ref of keysOf(categories)) refs.set('category', idOf('category', `${server} ${ref}`), `${server}.${ref}`)
  }
}

/** In a timeline a category of the world is called after its server, too. */
function renameCategories(world: WorldFile, { stored, refs }: Making): void {
  for (const { id, serverId } of stored.categories) {
    const [ref, server] = [refs.of('category', id), refs.of('server', serverId)]
    const own = keysOf(world.servers?.[server ?? '']?.categories)
    if (ref !== undefined && own.includes(ref)) refs.set('category', id, `${server}.${ref}`)
  }
}

function worldOf(making: Making): WorldFile {
  const { beginning, refs } = making
  const { world: source, at } = beginning
  if (source.kind === 'nothing') return { people: {} }
  if (source.kind === 'file') {
    learnFile(source.file, making)
    return source.file.world
  }
  const texts = createTexts('keep', (id) => refs.of('person', id))
  const world = describeWorld({ rows: source.rows, refs, texts, at })
  renameCategories(world, making)
  return world
}

const skippedOf = ({ world }: Beginning): ReadonlyMap<string, number> =>
  world.kind === 'rows' ? world.rows.skipped : new Map()

/** Whoever is connected as it begins comes with it. */
function comings(connected: readonly string[], scribe: Written): TimelineStep[] {
  const people = new Set(connected.flatMap((name) => scribe.person(name) ?? []))
  return [...people].map((person) => ({ at: '0s', presence: { person, status: 'online' } }))
}

/** Only what is named later has to have a name. */
function withoutUnusedRefs(step: TimelineStep, named: ReadonlySet<string>): TimelineStep {
  const { send } = step
  if (send?.ref === undefined || named.has(send.ref)) return step
  const { ref: _ref, ...rest } = send
  return { ...step, send: rest }
}

const refsIn = (steps: readonly TimelineStep[]): ReadonlySet<string> =>
  new Set(steps.flatMap(({ send }) => send?.ref ?? []))

/** How many messages each channel that somebody spoke in has in the end; what is sent again is there already. */
function expectationsOf({ timeline, past }: Played, before: readonly TimelineStep[]): Expectation[] {
  const already = refsIn(before)
  const sent = new Map<string, Set<unknown>>()
  for (const { send } of timeline) {
    if (send === undefined || typeof send.channel !== 'string') continue
    const here = sent.get(send.channel) ?? new Set()
    sent.set(send.channel, already.has(send.ref ?? '') ? here : here.add(send.ref ?? send))
  }
  return [...sent].map(([channel, { size }]) => ({ messages: { channel, count: size + (past.get(channel) ?? 0) } }))
}

/** By reference, as far as the world of the recording has them. */
async function pastCounts(making: Making, scribe: Written): Promise<ReadonlyMap<string, number>> {
  const { simulation, beginning, refs } = making
  const { reader } = simulation.gateway.parts.database
  const counts = await countPast(reader, { at: beginning.at, isNew: scribe.isNew })
  const skipped = skippedOf(beginning)
  return new Map(
    [...counts].flatMap(([id, count]) => {
      const ref = refs.of('channel', id)
      return ref === undefined ? [] : [[ref, count - (skipped.get(id) ?? 0)] as const]
    }),
  )
}

interface Noted {
  readonly begins: number
  readonly end: number
  readonly called: string
  readonly omitted: Written['omitted']
}

function notesOf({ simulation, beginning }: Making, { begins, end, called, omitted }: Noted): string[] {
  const skipped = [...skippedOf(beginning).values()].reduce((sum, count) => sum + count, 0)
  return [
    `Recorded from ${called}, seed ${simulation.seed}: steps ${begins} to ${end} of its journal.`,
    ...(beginning.isLate === true ? [`It starts at ${begins}: what was before is forgotten.`] : []),
    ...(skipped === 0 ? [] : [`Not in it: ${skipped} older messages.`]),
    ...[...omitted].map(([what, count]) => `Not in it: ${what}${count === 1 ? '' : `, ${count} times`}.`),
  ]
}

/** What there is to make a recording of, between two commits: what was done and what is there belong together. */
async function gather(simulation: Simulation, recorder: Recorder, { from, texts }: RecordingOptions) {
  const { database } = simulation.gateway.parts
  await simulation.names.learnPeople(simulation.gateway.parts)
  const beginning = await recorder.beginningAt(from, database)
  const refs = createRefs({ known: recorder.known(), hidesNames: texts === 'blank' })
  return database.settle(async (reader) => {
    const acts = recorder.actsFrom(beginning.cursor)
    const end = simulation.journal.length()
    return { simulation, recorder, beginning, refs, acts, end, stored: await readStored(reader, acts) }
  })
}

/** The gateway's clock at a step, as far as anybody still knows. */
function timeOf(cursor: number, { simulation, recorder }: Making): number {
  const { journal, clock } = simulation
  const [step] = journal.read(cursor, 1).steps
  return step?.cursor === cursor ? step.at : (recorder.actsFrom(cursor)[0]?.at ?? clock.now())
}

/** A world and what was done in it. */
export interface Played {
  readonly at: number
  readonly world: WorldFile
  readonly timeline: readonly TimelineStep[]
  /** How many messages there are in each channel as it begins. */
  readonly past: ReadonlyMap<string, number>
}

/** What people did in a gateway as a scenario, with the world that they did it in. */
export async function makeRecording(
  simulation: Simulation,
  recorder: Recorder,
  options: RecordingOptions,
): Promise<ScenarioFile> {
  const { names, file, scenario } = simulation
  const { from, texts: choice } = options
  const { acts, end, ...making } = await gather(simulation, recorder, options)
  const { beginning, refs, stored } = making
  const world = worldOf(making)
  const scribe = createScribe({ world, refs, stored, names, choice, skipped: skippedOf(beginning) })
  const timed = translate(acts, beginning.connected, scribe)
  const past = await pastCounts(making, scribe)
  const stepAt = ({ at, deed }: Timed): TimelineStep => ({ at: spanOf(at - beginning.at), ...deed })
  const whole = { ...world, people: { ...world.people, ...scribe.newcomers } }
  const comes = comings(beginning.connected, scribe)
  const cut = timed.findIndex(({ order }) => order >= from)
  const before = [...comes, ...timed.slice(0, cut === -1 ? timed.length : cut).map(stepAt)]
  const after = cut === -1 ? [] : timed.slice(cut).map(stepAt)
  const played: Played =
    before.length === comes.length
      ? { at: beginning.at, world: whole, timeline: [...comes, ...after], past }
      : await beginLater({
          first: { at: beginning.at, world: whole, timeline: before, past },
          after,
          at: timeOf(from, making),
          seed: simulation.seed,
          named: scribe.named,
        })
  const called = file?.name ?? scenario
  const begins = Math.max(beginning.cursor, from)
  return scrub({
    name: 'recording',
    title: `A recording of ${called}`.slice(0, 200),
    notes: notesOf(making, { begins, end, called, omitted: scribe.omitted }),
    world: choice === 'blank' ? blankWorld(played.world) : played.world,
    timeline: played.timeline.map((step) => withoutUnusedRefs(step, scribe.named)),
    expect: expectationsOf(played, before),
    // Only texts have changed.
  }) as ScenarioFile
}
