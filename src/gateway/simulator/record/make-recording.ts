import type { Expectation, ScenarioFile, TimelineStep } from '#shared/simulator/scenario-file.ts'
import type { WorldFile } from '#shared/simulator/scenario-world.ts'
import { idsFrom } from '../build-world.ts'
import { keysOf, serversOf } from '../scenario/known.ts'
import type { Simulation } from '../simulation.ts'
import { blankWorld } from './blank-world.ts'
import { createScribe, type Written } from './create-scribe.ts'
import { describeWorld } from './describe-world.ts'
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

/** How many messages each channel that somebody spoke in has in the end. */
function expectationsOf(timeline: readonly TimelineStep[], past: ReadonlyMap<string, number>): Expectation[] {
  const sent = new Map<string, Set<unknown>>()
  for (const { send } of timeline) {
    if (send === undefined || typeof send.channel !== 'string') continue
    const once = send.nonce === undefined ? send : `${String(send.by)} ${send.nonce}`
    sent.set(send.channel, (sent.get(send.channel) ?? new Set()).add(once))
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
  readonly from: number
  readonly end: number
  readonly called: string
  readonly omitted: Written['omitted']
}

function notesOf({ simulation, beginning }: Making, { from, end, called, omitted }: Noted): string[] {
  const { cursor } = beginning
  const skipped = [...skippedOf(beginning).values()].reduce((sum, count) => sum + count, 0)
  return [
    `Recorded from ${called}, seed ${simulation.seed}: steps ${cursor} to ${end} of its journal.`,
    ...(from > 0 && cursor > from ? [`It starts at ${cursor}: what was before is forgotten.`] : []),
    ...(skipped === 0 ? [] : [`Not in it: ${skipped} older messages.`]),
    ...[...omitted].map(([what, count]) => `Not in it: ${what}${count === 1 ? '' : `, ${count} times`}.`),
  ]
}

/** What people did in a gateway as a scenario, with the world that they did it in. */
export async function makeRecording(
  simulation: Simulation,
  recorder: Recorder,
  { from, texts: choice }: RecordingOptions,
): Promise<ScenarioFile> {
  const { gateway, names, journal, file, scenario } = simulation
  const { database } = gateway.parts
  await names.learnPeople(gateway.parts)
  const beginning = await recorder.beginningAt(from, database)
  const refs = createRefs({ known: recorder.known(), hidesNames: choice === 'blank' })
  // Between two commits: what was done and what is there belong together.
  const { acts, stored, end } = await database.settle(async (reader) => {
    const now = recorder.actsFrom(beginning.cursor)
    return { acts: now, end: journal.length(), stored: await readStored(reader, now) }
  })
  const making: Making = { simulation, recorder, beginning, stored, refs }
  const world = worldOf(making)
  const scribe = createScribe({ world, refs, stored, names, choice, skipped: skippedOf(beginning) })
  const steps = translate(acts, beginning.connected, scribe).map(({ at, deed }): TimelineStep => ({
    at: spanOf(at - beginning.at),
    ...deed,
  }))
  const timeline = [...comings(beginning.connected, scribe), ...steps].map((step) =>
    withoutUnusedRefs(step, scribe.named),
  )
  const whole = { ...world, people: { ...world.people, ...scribe.newcomers } }
  const called = file?.name ?? scenario
  return scrub({
    name: 'recording',
    title: `A recording of ${called}`.slice(0, 200),
    notes: notesOf(making, { from, end, called, omitted: scribe.omitted }),
    world: choice === 'blank' ? blankWorld(whole) : whole,
    timeline,
    expect: expectationsOf(timeline, await pastCounts(making, scribe)),
    // Only texts have changed.
  }) as ScenarioFile
}
