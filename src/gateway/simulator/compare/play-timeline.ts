import { durationMs } from '#shared/simulator/duration.ts'
import type { Observed, ScenarioFile, TimelineStep } from '#shared/simulator/scenario-file.ts'
import { createRandom } from '../random.ts'
import { sentence } from '../scenario/phrases.ts'
import type { WorldSpec } from '../world-spec.ts'
import { rolesHeld, type Visit } from './plan-world.ts'
import { personOf, type Step } from './step.ts'
import { stepsOf, type Scene } from './timeline-acts.ts'
import type { Heard, Outcome } from './transcript.ts'

/** What a scenario plans, in the order of its times, without the time between. */
export interface Playing {
  /** What has to be done before it begins: whoever is to come later goes. */
  readonly before: readonly Step[]
  /** The next that is to be done, if anything is. */
  readonly next: () => readonly Step[] | undefined
  /** Learns what was heard because of a step. */
  readonly observe: (outcome: Outcome) => void
}

interface PlayOptions {
  readonly file: ScenarioFile | undefined
  readonly world: WorldSpec
  readonly visit: Visit
  readonly seed: number
}

/** How often at most a step happens that may happen again. */
const MOST_TIMES = 20

interface Due {
  readonly atMs: number
  readonly make: () => readonly Step[]
}

type Fields = Readonly<Record<string, unknown>>

const fieldsOf = (value: unknown): Fields =>
  // Fields that are not there are undefined.
  typeof value === 'object' && value !== null ? (value as Fields) : {}

/** Whether somebody waited for it; everything is called by its symbol. */
function isObserved({ event, by, channel, text }: Observed, heard: Heard): boolean {
  const { authorId, userId, channelId, content } = fieldsOf(heard.payload)
  const author = fieldsOf(authorId)['_id'] ?? userId
  return (
    heard.event === event &&
    (by === undefined || author === `{person:${by}}`) &&
    (channel === undefined || channelId === `{channel:${channel}}`) &&
    (text === undefined || (typeof content === 'string' && content.includes(text)))
  )
}

/** Whoever is said to come has to be away before. */
function lateComers(timeline: readonly TimelineStep[], people: readonly string[]): string[] {
  return people.filter((person) => {
    const first = timeline.find(({ presence, drop }) => presence?.person === person || drop?.person === person)
    return first?.presence?.status === 'online'
  })
}

function lastAt(timeline: readonly TimelineStep[]): number {
  const times = timeline.flatMap(({ at, every }) =>
    [at, every].flatMap((each) => (each === undefined ? [] : durationMs(each))),
  )
  return Math.max(0, ...times)
}

function createScene(options: PlayOptions, later: Scene['later']): Scene {
  const { seed, world, visit } = options
  const random = createRandom(seed, 'timeline')
  const roles = new Map<string, string[]>()
  let count = 0
  return {
    world,
    people: visit.people,
    later,
    draw: (choice) => (typeof choice === 'string' ? choice : random.pick(choice)),
    words: () => sentence(random),
    rolesOf: (server, person) => {
      const key = `${server} ${person}`
      const spec = world.servers.find(({ ref }) => ref === server)
      const held = roles.get(key) ?? (spec === undefined ? [] : rolesHeld(spec, person))
      roles.set(key, held)
      return held
    },
    channels: new Map(
      (world.messages ?? []).flatMap(({ ref, channel }) => (ref === undefined ? [] : [[ref, channel]])),
    ),
    fresh: () => `said-${(count += 1)}`,
  }
}

export function playTimeline(options: PlayOptions): Playing {
  const timeline = options.file?.timeline ?? []
  const due: Due[] = []
  let nowMs = 0
  const add = (atMs: number, make: Due['make']): void => {
    due.push({ atMs, make })
  }
  const scene = createScene(options, (delayMs, steps) => {
    add(nowMs + delayMs, () => steps)
  })

  const endMs = lastAt(timeline)
  for (const planned of timeline) {
    const make = (): readonly Step[] => stepsOf(planned, scene, '')
    if (planned.at !== undefined) add(durationMs(planned.at), make)
    if (planned.every === undefined) continue
    const everyMs = durationMs(planned.every)
    const times = Math.min(MOST_TIMES, planned.times ?? Math.floor(endMs / everyMs))
    for (let count = 1; count <= times; count += 1) add(count * everyMs, make)
  }

  const waiting = timeline.flatMap((planned) =>
    planned.on === undefined ? [] : [{ planned, on: planned.on, left: Math.min(MOST_TIMES, planned.times ?? 1) }],
  )

  return {
    before: lateComers(timeline, options.visit.people).map((socket) => ({ kind: 'go', socket })),
    next: () => {
      const [first] = due.toSorted((a, b) => a.atMs - b.atMs)
      if (first === undefined) return undefined
      due.splice(due.indexOf(first), 1)
      nowMs = first.atMs
      return first.make()
    },
    observe: ({ heard }) => {
      for (const each of waiting) {
        const hit = [...heard]
          .filter(([socket]) => each.on.to === undefined || each.on.to === personOf(socket))
          .flatMap(([, events]) => events)
          .find((event) => isObserved(each.on, event))
        if (hit === undefined || each.left === 0) continue
        each.left -= 1
        const it = /^\{message:(.+)\}$/.exec(String(fieldsOf(hit.payload)['_id']))?.[1] ?? ''
        add(nowMs + durationMs(each.planned.after ?? '0s'), () => stepsOf(each.planned, scene, it))
      }
    },
  }
}
