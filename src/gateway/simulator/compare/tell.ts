import type { Difference } from './find-differences.ts'
import { looks } from './plan-looks.ts'
import { farewells, questions } from './plan-questions.ts'
import { arrivals, worldSteps, type Visit } from './plan-world.ts'
import { playTimeline } from './play-timeline.ts'
import type { Side } from './side.ts'
import { isLook, type Step } from './step.ts'
import type { Story } from './story.ts'
import { countsOf, NOTHING, type Outcome, type Transcript } from './transcript.ts'

/** What was done, and what became of it at both gateways. */
export interface Told {
  readonly steps: readonly Step[]
  readonly ours: Transcript
  readonly theirs: Transcript
}

interface Telling {
  readonly story: Story
  readonly visit: Visit
  readonly past: readonly Step[]
  readonly seed: number
  readonly ours: Side
  readonly theirs: Side
  readonly signal?: AbortSignal | undefined
}

/** Ours goes first: what is heard there is what the other one is given time for. */
export async function tellBoth({ story, visit, past, seed, ours, theirs, signal }: Telling): Promise<Told> {
  const steps: Step[] = []
  const seen = { ours: [] as Outcome[], theirs: [] as Outcome[] }

  async function tell(step: Step): Promise<Outcome> {
    signal?.throwIfAborted()
    const mine = await ours.perform(step, undefined)
    const other = await theirs.perform(step, countsOf(mine))
    steps.push(step)
    seen.ours.push(mine)
    seen.theirs.push(other)
    return mine
  }

  const { world, file } = story
  for (const step of [...arrivals(visit), ...worldSteps(world, visit), ...past]) await tell(step)
  const playing = playTimeline({ file, world, visit, seed })
  for (const step of playing.before) await tell(step)
  for (let next = playing.next(); next !== undefined; next = playing.next()) {
    for (const step of next) playing.observe(await tell(step))
  }
  const back = visit.people.map((socket): Step => ({ kind: 'come', socket }))
  for (const step of [...back, ...looks(world, visit), ...questions(world, visit), ...farewells(world, visit)]) {
    await tell(step)
  }
  return { steps, ...seen }
}

/** What shows a difference: looking changes nothing, and of what is behind the last one only what comes late is heard. */
export function worthTelling(steps: readonly Step[], differences: readonly Difference[]): ReadonlySet<Step> {
  const differing = new Set(differences.map(({ step }) => step))
  const last = Math.max(0, ...differing)
  return new Set(
    steps.filter((step, index) => {
      const isAsked = step.kind === 'rest' || differing.has(index + 1)
      return isAsked || (index < last && !isLook(step))
    }),
  )
}

/** Tells one gateway again what is worth it, with time for all that was heard at the other one. */
export async function tellAgain(
  { steps, theirs }: Told,
  worth: ReadonlySet<Step>,
  { side, signal }: { readonly side: Side; readonly signal?: AbortSignal | undefined },
): Promise<Transcript> {
  const seen: Outcome[] = []
  for (const [index, step] of steps.entries()) {
    signal?.throwIfAborted()
    const other = theirs[index]
    seen.push(worth.has(step) ? await side.perform(step, other && countsOf(other)) : { ...NOTHING, skipped: true })
  }
  return seen
}
