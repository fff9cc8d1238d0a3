import {
  actionNames,
  expectationNames,
  triggerNames,
  type Observed,
  type TimelineStep,
} from '#shared/simulator/scenario-file.ts'
import type { Check } from './check-references.ts'
import type { Path } from './complaint.ts'

/** The message that a step waited for. */
const OBSERVED_MESSAGE = 'it'

const asList = (value: string | readonly string[] | undefined): readonly string[] =>
  typeof value === 'string' ? [value] : (value ?? [])

interface OneOf {
  readonly path: Path
  readonly names: readonly string[]
}

function demandOneOf({ complain }: Check, thing: object, { path, names }: OneOf): void {
  const there = names.filter((name) => Object.hasOwn(thing, name))
  if (there.length !== 1) {
    complain(
      path,
      `Expected exactly one of ${names.join(', ')}${there.length === 0 ? '' : `, not ${there.join(' and ')}`}`,
    )
  }
}

function checkObserved({ known, demand }: Check, seen: Observed | undefined, path: Path): void {
  demand('person', known.people, { path: [...path, 'to'], ref: seen?.to })
  demand('person, bot or webhook', [...known.people, ...known.webhooks], { path: [...path, 'by'], ref: seen?.by })
  demand('channel', known.channels, { path: [...path, 'channel'], ref: seen?.channel })
}

/** Fields of actions that are references, and what they refer to. */
const fields = [
  ['by', 'person'],
  ['to', 'person'],
  ['from', 'person'],
  ['person', 'person'],
  ['message', 'message'],
  ['reply', 'message'],
  ['channel', 'channel'],
  ['role', 'role'],
  ['server', 'server'],
] as const

function checkAction(check: Check, step: TimelineStep, path: Path): void {
  const { known, demand } = check
  const messages = step.on === undefined ? known.messages : new Set([OBSERVED_MESSAGE, ...known.messages])
  const among = {
    person: known.people,
    message: messages,
    channel: known.channels,
    role: known.roles,
    server: known.servers,
  }
  for (const name of actionNames) {
    // Actions hold texts, flags, and references or lists of them.
    const action = (step[name] ?? {}) as Readonly<Record<string, string | readonly string[] | undefined>>
    for (const [field, kind] of fields) {
      for (const ref of asList(action[field])) demand(kind, among[kind], { path: [...path, name, field], ref })
    }
  }
}

/** What happens, what stands in the way, and what is expected. */
export function checkTimeline(check: Check): void {
  const { known, demand, file } = check
  for (const [index, step] of (file.timeline ?? []).entries()) {
    const path = ['timeline', index]
    demandOneOf(check, step, { path, names: triggerNames })
    demandOneOf(check, step, { path, names: actionNames })
    checkObserved(check, step.on, [...path, 'on'])
    checkAction(check, step, path)
  }
  for (const [index, { match }] of (file.faults ?? []).entries()) {
    demand('person', known.people, { path: ['faults', index, 'match', 'user'], ref: match.user })
  }
  for (const [index, wanted] of (file.expect ?? []).entries()) {
    const path = ['expect', index]
    demandOneOf(check, wanted, { path, names: expectationNames })
    checkObserved(check, wanted.never, [...path, 'never'])
    checkObserved(check, wanted.seen, [...path, 'seen'])
    demand('person', known.people, { path: [...path, 'converged'], ref: wanted.converged })
    demand('person', known.people, { path: [...path, 'online'], ref: wanted.online })
    demand('channel', known.channels, { path: [...path, 'messages', 'channel'], ref: wanted.messages?.channel })
  }
}
