import type { JournalStep } from '#shared/simulator/journal-step.ts'
import { describeCommit } from './describe-commit.ts'
import type { Names } from './names.ts'
import { onItsWay, personOf, type Row } from './rows.ts'
import { showText } from './show-text.ts'

export type Tone = 'plain' | 'warn' | 'bad'
export type Sign = 'request' | 'receive' | 'plug' | 'change' | 'emit' | 'delivery' | 'fault' | 'clock' | 'note'

/** A row in words. Whatever anybody chose stands in it as text that can be seen. */
export interface RowText {
  readonly sign: Sign
  readonly title: string
  readonly aside?: string
  /** A person by their name, with their picture; else a place, as text. */
  readonly person?: string
  readonly place?: string
  readonly outcome?: string
  readonly tone?: Tone
  readonly ms?: number
}

const OBJECT_ID = /\b[0-9a-f]{24}\b/g

/** A path, with its method or without, as people read it: names in the place of ids. */
const readablePath = (path: string, names: Names): string =>
  path.replace(/^([A-Z]+ )?\/api\//, '$1/').replaceAll(OBJECT_ID, (id) => names.of(id))

function toneOf(status: number): Tone {
  if (status >= 500 || status === 429) return 'bad'
  return status >= 400 ? 'warn' : 'plain'
}

export function placeOf(room: string, names: Names): string {
  return names.kindOf(room) === 'channel' ? `#${names.of(room)}` : names.of(room)
}

/** To whom something went, in a word. */
function audience(rooms: readonly string[], names: Names): Pick<RowText, 'person' | 'place'> {
  const [room = 'nobody', ...more] = rooms
  if (rooms.includes('everybody')) return { place: 'everyone' }
  if (more.length > 0) return { place: `${rooms.length} rooms` }
  if (/#\d+$/.test(room)) return { person: personOf(room) }
  return names.kindOf(room) === 'person' ? { person: names.of(room) } : { place: placeOf(room, names) }
}

const outcomes: Readonly<Record<string, readonly [string, Tone]>> = {
  delivered: ['delivered', 'plain'],
  held: ['after a hold', 'warn'],
  delayed: ['delivered', 'plain'],
  dropped: ['dropped', 'bad'],
  'dropped:not-joined': ['dropped: not joined', 'bad'],
  duplicated: ['twice', 'warn'],
  changed: ['changed', 'warn'],
  gone: ['gone', 'bad'],
}

const plural = (count: number, word: string): string => `${count} ${word}${count === 1 ? '' : 's'}`

/** Of what was sent, the word that says most: what somebody said, or has become. */
function gistOf(payload: unknown): Pick<RowText, 'aside'> {
  if (typeof payload !== 'object' || payload === null) return {}
  const word: unknown = Reflect.get(payload, 'content') ?? Reflect.get(payload, 'status')
  return typeof word === 'string' && word !== '' ? { aside: word.slice(0, 200) } : {}
}

type StepOf<Kind extends JournalStep['kind']> = Extract<JournalStep, { kind: Kind }>
type Describe<Kind extends JournalStep['kind']> = (step: StepOf<Kind>, row: Row, names: Names) => RowText

const describeAnswer = (answer: StepOf<'answer'>): Pick<RowText, 'outcome' | 'tone'> => {
  const { status, retryAfterSeconds } = answer
  const outcome = retryAfterSeconds === undefined ? `${status}` : `${status}, retry after ${retryAfterSeconds} s`
  return { outcome, tone: toneOf(status) }
}

const describeOutcome = (became: string): Pick<RowText, 'outcome' | 'tone'> => {
  const [outcome, tone] = outcomes[became] ?? [became, 'plain']
  return { outcome, tone }
}

/** `delay 158.78 ms` says more than anybody wants to know. */
const wholeMs = (action: string): string => action.replace(/(\d+)\.\d+ ms$/, '$1 ms')

const describeFault: Describe<'fault'> = ({ fault, action, on }, { arrival }, names) => {
  const way = onItsWay(on)
  if (way === undefined) {
    return {
      sign: 'fault',
      title: wholeMs(action),
      aside: readablePath(on, names),
      outcome: `by ${fault}`,
      tone: 'warn',
    }
  }
  const waiting = { outcome: action === 'hold' ? 'held' : wholeMs(action), tone: 'warn' } as const
  const became = arrival === undefined ? waiting : describeOutcome(arrival.outcome)
  return { sign: 'delivery', title: way.event, person: personOf(way.socket), ...became }
}

const moved = (verb: string, row: Row, names: Names): Pick<RowText, 'title' | 'outcome'> => {
  const [room = ''] = row.rooms
  return row.rooms.length === 1
    ? { title: `room ${verb}`, outcome: placeOf(room, names) }
    : { title: `rooms ${verb}`, outcome: plural(row.rooms.length, 'room') }
}

const tellers: { readonly [Kind in JournalStep['kind']]: Describe<Kind> } = {
  request: ({ method, path, at }, { answer }, names) => ({
    sign: 'request',
    title: method,
    aside: readablePath(path, names),
    ...(answer === undefined ? { outcome: 'waiting' } : { ...describeAnswer(answer), ms: Math.round(answer.at - at) }),
    ...(answer?.user === undefined ? {} : { person: answer.user }),
  }),
  answer: (step, _row, names) => ({
    sign: 'request',
    title: step.method,
    aside: readablePath(step.path, names),
    ...describeAnswer(step),
    ...(step.user === undefined ? {} : { person: step.user }),
  }),
  connect: ({ user, namespace, refused }) => ({
    sign: 'plug',
    title: 'handshake',
    person: user,
    ...(namespace === '/' ? {} : { aside: namespace }),
    ...(refused === undefined ? { outcome: 'accepted' } : { outcome: `refused: ${refused}`, tone: 'bad' }),
  }),
  disconnect: ({ user, reason }) => ({ sign: 'plug', title: 'socket closed', person: user, outcome: reason }),
  join: ({ user }, row, names) => ({ sign: 'change', person: user, ...moved('joined', row, names) }),
  leave: ({ user }, row, names) => ({ sign: 'change', person: user, ...moved('left', row, names) }),
  receive: ({ user, event, payload }) => ({
    sign: 'receive',
    title: event,
    ...gistOf(payload),
    person: user,
    outcome: 'received',
  }),
  emit: ({ event, rooms, payload }, { deliveries }, names) => ({
    sign: 'emit',
    title: event,
    ...gistOf(payload),
    ...audience(rooms, names),
    outcome: plural(deliveries, 'socket'),
  }),
  delivery: ({ event, user, outcome }) => ({
    sign: 'delivery',
    title: event,
    person: user,
    ...describeOutcome(outcome),
  }),
  commit: ({ changes }) => ({ sign: 'change', ...describeCommit(changes), outcome: 'committed' }),
  fault: describeFault,
  clock: ({ movedMs }) => ({ sign: 'clock', title: 'clock moved', outcome: `+${movedMs / 1000} s` }),
  note: ({ text }) => ({ sign: 'note', title: text }),
}

const shown = (text: RowText): RowText => {
  const seen = Object.entries(text).map(([field, value]: [string, unknown]) => [
    field,
    typeof value === 'string' ? showText(value) : value,
  ])
  // The same fields, with the same kinds of values.
  return Object.fromEntries(seen) as RowText
}

export function describeRow(row: Row, names: Names): RowText {
  // Of each kind its own: what the table's type says of every single kind is lost where the kind is any of them.
  const tell = tellers[row.step.kind] as Describe<JournalStep['kind']>
  return shown(tell(row.step, row, names))
}

/** From its emit to its arrival, by the gateway's clock. */
export function waited(row: Row, emit: Row | undefined): number | undefined {
  const arrived = row.step.kind === 'delivery' ? row.step : row.arrival
  return arrived === undefined || emit === undefined ? undefined : Math.round(arrived.at - emit.step.at)
}
