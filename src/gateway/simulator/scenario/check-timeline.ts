import {
  actionNames,
  expectationNames,
  triggerNames,
  type Observed,
  type TimelineStep,
} from '#shared/simulator/scenario-file.ts'
import { placeholdersIn, type PlaceholderKind } from '#shared/simulator/placeholder.ts'
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

/** What a message of the past is named by is its channel and its place there. */
const channelOf = (ref: string): string | undefined => /^(.+)~\d+$/.exec(ref)?.[1]

function checkMessage({ known, demand }: Check, ref: string | undefined, at: { path: Path; among: Iterable<string> }) {
  const channel = ref === undefined ? undefined : channelOf(ref)
  if (channel === undefined) demand('message', at.among, { path: at.path, ref })
  else demand('channel', known.channels, { path: at.path, ref: channel })
}

function checkPlaceholders(check: Check, request: TimelineStep['request' | 'packet'], path: Path): void {
  const { known, demand } = check
  const among: Readonly<Record<Exclude<PlaceholderKind, 'message'>, Iterable<string>>> = {
    person: known.people,
    server: known.servers,
    everyone: known.servers,
    channel: known.channels,
    role: known.roles,
    category: known.categories,
  }
  for (const { kind, ref } of placeholdersIn(request)) {
    if (kind === 'message') checkMessage(check, ref, { path, among: known.messages })
    else demand(kind === 'everyone' ? 'server' : kind, among[kind], { path, ref })
  }
}

/** Fields of actions that are references, and what they refer to. */
const fields = [
  ['by', 'author'],
  ['with', 'person'],
  ['to', 'person'],
  ['from', 'person'],
  ['person', 'person'],
  ['message', 'message'],
  ['reply', 'message'],
  ['forward', 'message'],
  ['sticker', 'sticker'],
  ['channel', 'channel'],
  ['role', 'role'],
  ['server', 'server'],
] as const

function checkAction(check: Check, step: TimelineStep, path: Path): void {
  const { known, demand } = check
  const messages = step.on === undefined ? known.messages : new Set([OBSERVED_MESSAGE, ...known.messages])
  const among = {
    person: known.people,
    // Of all that people do, webhooks only say things.
    author: step.send === undefined ? known.people : [...known.people, ...known.webhooks],
    sticker: known.stickers,
    channel: known.channels,
    role: known.roles,
    server: known.servers,
  }
  for (const name of actionNames) {
    // Actions hold texts, flags, and references or lists of them.
    const action = (step[name] ?? {}) as Readonly<Record<string, string | readonly string[] | undefined>>
    const named = fields.flatMap(([field, kind]) => asList(action[field]).map((ref) => ({ field, kind, ref })))
    for (const { field, kind, ref } of named) {
      const at = [...path, name, field]
      if (kind === 'message') checkMessage(check, ref, { path: at, among: messages })
      else demand(kind === 'author' ? 'person' : kind, among[kind], { path: at, ref })
    }
  }
  checkPlaceholders(check, step.request, [...path, 'request'])
  checkPlaceholders(check, step.packet, [...path, 'packet'])
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
