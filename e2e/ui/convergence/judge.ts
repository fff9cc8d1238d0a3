import type { Stored } from './gateway-pages.ts'
import { readText, type Place } from './harbour.ts'
import type { Said, Spell } from './play-deeds.ts'
import type { Look, ShownRow } from './shown-rows.ts'

/** What there is to judge by. It shares nothing with the client's store. */
export interface History {
  /** Of every place, the oldest first: what was really said, and in which order it stands. */
  readonly stored: ReadonlyMap<Place, readonly Stored[]>
  readonly said: readonly Said[]
  readonly spells: readonly Spell[]
  readonly looks: readonly Look[]
}

/** What is wrong, in a sentence each, once each. */
export type Violations = ReadonlySet<string>

interface Known {
  readonly place: Place
  readonly order: number
  readonly mark: string
}

const RETRACTED = Number.POSITIVE_INFINITY

function knownById({ stored }: History): ReadonlyMap<string, Known> {
  const known = new Map<string, Known>()
  for (const [place, messages] of stored) {
    for (const [order, { id, mark }] of messages.entries()) known.set(id, { place, order, mark })
  }
  return known
}

const versionOf = ({ gone, text }: ShownRow): number => (gone ? RETRACTED : (readText(text)?.version ?? 0))

const nameOf = ({ id, text }: ShownRow): string => readText(text)?.mark ?? id

/** The same twice in one list: by its id, or by what it says. */
function* doubles({ rows }: Look): Generator<string> {
  const ids = new Set<string>()
  const marks = new Set<string>()
  for (const row of rows) {
    const mark = readText(row.text)?.mark
    if ((row.id !== '' && ids.has(row.id)) || (mark !== undefined && marks.has(mark))) yield `doubled: ${nameOf(row)}`
    ids.add(row.id)
    if (mark !== undefined) marks.add(mark)
  }
}

/** Confirmed rows stand in the gateway's order and in one place, and what is on its way stands behind them. */
function* disorder({ rows }: Look, known: ReadonlyMap<string, Known>): Generator<string> {
  for (const [index, row] of rows.entries()) {
    const before = rows[index - 1]
    if (before === undefined || row.id === '') continue
    const [one, other] = [known.get(before.id), known.get(row.id)]
    if (before.id === '') yield `misordered: ${nameOf(row)} after ${nameOf(before)}, which is on its way`
    else if (one !== undefined && other !== undefined) {
      if (one.place !== other.place) yield `mixed: ${one.mark} and ${other.mark}`
      else if (one.order > other.order) yield `misordered: ${one.mark} before ${other.mark}`
    }
  }
}

/** The messages that should stand between two rows of which one follows the other. */
function skipped(rows: readonly ShownRow[], index: number, { stored, known }: Skipping): readonly Stored[] {
  const [before, row] = [rows[index - 1], rows[index]]
  if (before === undefined || row?.index !== before.index + 1) return []
  const [one, other] = [known.get(before.id), known.get(row.id)]
  if (one === undefined || one.place !== other?.place) return []
  return stored.get(one.place)?.slice(one.order + 1, other.order) ?? []
}

interface Skipping extends Pick<History, 'stored'> {
  readonly known: ReadonlyMap<string, Known>
}

/** What has been shown stays between its neighbours. */
function createVanished(skipping: Skipping): (look: Look) => Generator<string> {
  const shown = new Set<string>()
  return function* vanished({ rows }): Generator<string> {
    for (const index of rows.keys()) {
      for (const { id, mark } of skipped(rows, index, skipping)) if (shown.has(id)) yield `vanished: ${mark}`
    }
    for (const { id } of rows) shown.add(id)
  }
}

/** A newer text of a message is never followed by an older one, nor is its retraction by a text. */
function createBackwards(): (look: Look) => Generator<string> {
  const newest = new Map<string, number>()
  return function* backwards({ rows }): Generator<string> {
    for (const row of rows) {
      if (row.id === '') continue
      const version = versionOf(row)
      const before = newest.get(row.id) ?? 0
      if (version < before) yield `stale: ${nameOf(row)} went back from ${before} to ${version}`
      newest.set(row.id, Math.max(before, version))
    }
  }
}

const key = (mark: string, version: number): string => `${mark} v${version}`

/** What was said in a place while the reader was shut out of it is not shown before they are let in again. */
function createLeaks({ said, spells }: History): (look: Look) => Generator<string> {
  const texts = new Map(said.map((one) => [key(one.mark, one.version), one]))
  return function* leaks({ at, rows }): Generator<string> {
    for (const row of rows) {
      const text = readText(row.text)
      const told = text === undefined ? undefined : texts.get(key(text.mark, text.version))
      if (told === undefined) continue
      const spell = spells.find(({ place, from, until }) => place === told.place && told.at >= from && told.at < until)
      if (spell !== undefined && at < spell.until) yield `leaked: ${key(told.mark, told.version)}`
    }
  }
}

/** Everything that was wrong while people talked. */
export function judgeLooks(history: History): Violations {
  const known = knownById(history)
  const judges = [
    doubles,
    (look: Look) => disorder(look, known),
    createVanished({ ...history, known }),
    createBackwards(),
    createLeaks(history),
  ]
  return new Set(history.looks.flatMap((look) => judges.flatMap((judge) => [...judge(look)])))
}

export interface Verdicts {
  readonly stable: number
  readonly violations: Violations
}

interface Final {
  readonly messages: readonly Stored[]
  readonly rows: readonly ShownRow[]
  readonly looks: readonly Look[]
}

function verdictOn(message: Stored, row: ShownRow | undefined, everShown: ReadonlySet<string>): string | undefined {
  const { mark, version = RETRACTED } = message
  if (row === undefined) return everShown.has(message.id) ? `lost: ${mark}` : `never read: ${mark}`
  if (versionOf(row) !== version) return `stale: ${mark} is ${versionOf(row)} and should be ${version}`
  if (version !== RETRACTED && row.reactions.join(', ') !== message.reactions.join(', '))
    return `stale: ${mark} has ${row.reactions.join(', ')} and should have ${message.reactions.join(', ')}`
  return undefined
}

/** The verdict on each message of a place once nothing is under way any more. */
export function judgeFinal({ messages, rows, looks }: Final): Verdicts {
  const shown = new Map(rows.map((row) => [row.id, row]))
  const everShown = new Set(looks.flatMap((look) => look.rows.map(({ id }) => id)))
  const ids = new Set(messages.map(({ id }) => id))
  const wrong = messages.flatMap((message) => verdictOn(message, shown.get(message.id), everShown) ?? [])
  const marks = new Set(messages.map(({ mark }) => mark))
  // What was refused stays with its text, and says so; it may not have been stored.
  const isKept = (row: ShownRow): boolean => row.id === '' && row.refused && !marks.has(nameOf(row))
  const ghosts = rows.filter((row) => !ids.has(row.id) && !isKept(row))
  const violations = new Set([...wrong, ...ghosts.map((row) => `ghost: ${nameOf(row)} ${row.text}`)])
  return { stable: messages.length - wrong.length, violations }
}
