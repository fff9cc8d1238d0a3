import type { Names } from './names.ts'
import { describeRow } from './describe-row.ts'
import { formatClock } from './format-clock.ts'
import { personOf, type Row, type Segment } from './rows.ts'

export interface Looking {
  readonly names: Names
  /** The row that tells of a step. */
  readonly at: (cursor: number) => Row | undefined
}

export type Fits = (row: Row, looking: Looking) => boolean

const same = (one: string | undefined, other: string): boolean => one?.toLowerCase() === other

/** Everybody a row has to do with. */
function peopleOf({ step, answer }: Row): readonly (string | undefined)[] {
  return [
    'user' in step ? step.user : undefined,
    answer?.user,
    'on' in step ? personOf(step.on.split(' to ').at(-1) ?? '') : undefined,
  ]
}

function roomsOf(row: Row, { at }: Looking): readonly string[] {
  const { step } = row
  if (step.kind === 'emit') return step.rooms
  if (row.segment === 'deliveries') {
    const emit = row.parent === undefined ? undefined : at(row.parent)
    return emit?.step.kind === 'emit' ? emit.step.rooms : []
  }
  if (step.kind === 'request' || step.kind === 'answer') return step.path.split(/[/?]/)
  return row.rooms
}

function isIn(row: Row, looking: Looking, wanted: string): boolean {
  const name = wanted.replace(/^#/, '')
  return roomsOf(row, looking).some((room) => same(room, name) || same(looking.names.of(room), name))
}

/** Everything that is said of a row, as one text without case. */
function textOf(row: Row, { names }: Looking): string {
  const { title, aside, person, place, outcome } = describeRow(row, names)
  return [title, aside, person, place, outcome, JSON.stringify(row.step), JSON.stringify(row.answer?.sent)]
    .join(' ')
    .toLowerCase()
}

const outcomeOf = (row: Row, { names }: Looking): string =>
  `${describeRow(row, names).outcome ?? ''} ${'outcome' in row.step ? row.step.outcome : ''}`.toLowerCase()

/** `14:31` is earlier than `14:31:00.001` and as early as `14:31:00`. */
const clockOf = (row: Row, length: number): string => formatClock(row.step.at).slice(0, length)

/** Of all steps that went into a row; what is on its way to a socket is a delivery before it has come. */
const kindsOf = ({ step, segment, answer }: Row): readonly string[] => [
  step.kind,
  ...(answer === undefined ? [] : [answer.kind]),
  ...(segment === 'deliveries' ? ['delivery'] : []),
]

const terms: Readonly<Record<string, (value: string) => Fits>> = {
  after: (value) => (row) => clockOf(row, value.length) >= value,
  before: (value) => (row) => clockOf(row, value.length) < value,
  user: (value) => (row) => peopleOf(row).some((person) => same(person, value)),
  room: (value) => (row, looking) => isIn(row, looking, value),
  event: (value) => (row, looking) => describeRow(row, looking.names).title.toLowerCase().includes(value),
  outcome: (value) => (row, looking) => outcomeOf(row, looking).includes(value),
  kind: (value) => (row) => kindsOf(row).includes(value),
  cause: (value) => (row) => String(row.root) === value,
}

/** The words that have a meaning before a colon. */
export const filterTerms: readonly string[] = ['not', ...Object.keys(terms)]

function readTerm(word: string): Fits {
  const [, key = '', quoted = ''] = /^(\w+):(.+)$/s.exec(word) ?? []
  const value = quoted.replaceAll('"', '').toLowerCase()
  if (key === 'not' && value !== '') {
    const fits = readTerm(quoted)
    return (row, looking) => !fits(row, looking)
  }
  const term = terms[key]
  if (term !== undefined && value !== '') return term(value)
  const text = word.replaceAll('"', '').toLowerCase()
  return (row, looking) => textOf(row, looking).includes(text)
}

/** Words apart by spaces; what is in quotes is one. All of them have to fit. */
export function readFilter(filter: string, segment: Segment): Fits | undefined {
  const words = filter.match(/(?:[^\s"]|"[^"]*"?)+/g) ?? []
  const wanted = words.map(readTerm)
  if (segment === 'all' && wanted.length === 0) return undefined
  return (row, looking) => (segment === 'all' || row.segment === segment) && wanted.every((fits) => fits(row, looking))
}
