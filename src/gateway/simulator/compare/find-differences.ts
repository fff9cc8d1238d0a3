import { titleOf, type SocketName, type Step } from './step.ts'
import type { Answer, Heard, Outcome, Transcript } from './transcript.ts'

/** Something that is not the same at both gateways. */
export interface Difference {
  /** Its step, counted from one. */
  readonly step: number
  readonly title: string
  /** Of an event: whose socket, and which. */
  readonly socket?: SocketName
  readonly event?: string
  /** `status`, `header content-type`, `body.mentions[0]`; of an event `payload.content`, or empty where one side has none. */
  readonly path: string
  /** Undefined where there is none. */
  readonly ours: unknown
  readonly theirs: unknown
}

interface Apart {
  readonly path: string
  readonly ours: unknown
  readonly theirs: unknown
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

function listsApart(ours: readonly unknown[], theirs: readonly unknown[], path: string): Apart[] {
  if (ours.length !== theirs.length) {
    return [{ path: `${path}.length`, ours: ours.length, theirs: theirs.length }]
  }
  return ours.flatMap((item, index) => valuesApart(item, theirs[index], `${path}[${index}]`))
}

/** Each place at which two values in plain form are not the same. */
export function valuesApart(ours: unknown, theirs: unknown, path: string): Apart[] {
  if (Object.is(ours, theirs)) return []
  if (Array.isArray(ours) && Array.isArray(theirs)) return listsApart(ours, theirs, path)
  if (!isRecord(ours) || !isRecord(theirs)) return [{ path, ours, theirs }]
  const keys = new Set([...Object.keys(ours), ...Object.keys(theirs)])
  return [...keys].flatMap((key) => valuesApart(ours[key], theirs[key], `${path}.${key}`))
}

/** A status that differs is all there is to say about an answer. */
function answersApart(ours: Answer, theirs: Answer): Apart[] {
  if (ours.status !== theirs.status) return [{ path: 'status', ours: ours.status, theirs: theirs.status }]
  const headers = valuesApart(ours.headers, theirs.headers, 'header').map((apart) => ({
    ...apart,
    path: apart.path.replace('.', ' '),
  }))
  return [...headers, ...valuesApart(ours.body, theirs.body, 'body')]
}

/** An event that only one side heard, or heard at another place. */
interface Lone extends Heard {
  readonly step: number
  readonly socket: SocketName
  readonly text: string
}

const textOf = ({ event, payload }: Heard): string => `${event} ${JSON.stringify(payload)}`

type Longest = (row: number, column: number) => number

/** How much of two lists can stand side by side, in order, from each place on. */
function longestFrom(ours: readonly string[], theirs: readonly string[]): Longest {
  const table = ours.map(() => theirs.map(() => 0))
  const at: Longest = (row, column) => table[row]?.[column] ?? 0
  for (let row = ours.length - 1; row >= 0; row -= 1) {
    for (let column = theirs.length - 1; column >= 0; column -= 1) {
      const same = ours[row] === theirs[column]
      const best = same ? at(row + 1, column + 1) + 1 : Math.max(at(row + 1, column), at(row, column + 1))
      table[row]?.splice(column, 1, best)
    }
  }
  return at
}

/** Of two lists, the places that are left when as much as possible stands side by side, in order. */
export function leftOver(ours: readonly string[], theirs: readonly string[]): readonly [number[], number[]] {
  const at = longestFrom(ours, theirs)
  const left: [number[], number[]] = [[], []]
  let [row, column] = [0, 0]
  while (row < ours.length && column < theirs.length) {
    if (ours[row] === theirs[column]) {
      row += 1
      column += 1
    } else if (at(row + 1, column) >= at(row, column + 1)) {
      left[0].push(row)
      row += 1
    } else {
      left[1].push(column)
      column += 1
    }
  }
  left[0].push(...[...ours.keys()].slice(row))
  left[1].push(...[...theirs.keys()].slice(column))
  return left
}

interface Sides {
  readonly ours: Lone[]
  readonly theirs: Lone[]
}

function loneOf(step: number, ours: Outcome, theirs: Outcome): Sides {
  const lone: Sides = { ours: [], theirs: [] }
  for (const socket of new Set([...ours.heard.keys(), ...theirs.heard.keys()])) {
    const [a, b] = [ours, theirs].map(({ heard }) =>
      (heard.get(socket) ?? []).map((each): Lone => ({ ...each, step, socket, text: textOf(each) })),
    )
    const [left, right] = leftOver(
      (a ?? []).map(({ text }) => text),
      (b ?? []).map(({ text }) => text),
    )
    lone.ours.push(...left.flatMap((index) => a?.[index] ?? []))
    lone.theirs.push(...right.flatMap((index) => b?.[index] ?? []))
  }
  return lone
}

/** Takes out of two lists the pairs that fit, the first that does each time. */
function takePairs({ ours, theirs }: Sides, fits: (a: Lone, b: Lone) => boolean): (readonly [Lone, Lone])[] {
  return [...ours].flatMap((a) => {
    const b = theirs.find((each) => fits(a, each))
    if (b === undefined) return []
    ours.splice(ours.indexOf(a), 1)
    theirs.splice(theirs.indexOf(b), 1)
    return [[a, b] as const]
  })
}

type Titled = (step: number) => Pick<Difference, 'step' | 'title'>

function eventsApart(lone: Sides, titled: Titled): Difference[] {
  // How long something is on its way says nothing: what came with an earlier or later step came.
  takePairs(lone, (a, b) => a.socket === b.socket && a.text === b.text && a.step !== b.step)
  const moved = takePairs(lone, (a, b) => a.socket === b.socket && a.text === b.text)
  const changed = takePairs(lone, (a, b) => a.socket === b.socket && a.event === b.event && a.step === b.step)
  const about = ({ step, socket, event }: Lone) => ({ ...titled(step), socket, event })
  return [
    ...moved.map(([a]) => ({ ...about(a), path: 'order', ours: 'in its turn', theirs: 'out of turn' })),
    ...changed.flatMap(([a, b]) =>
      valuesApart(a.payload, b.payload, 'payload').map((each) => ({ ...about(a), ...each })),
    ),
    ...lone.ours.map((each) => ({ ...about(each), path: '', ours: each.payload ?? null, theirs: undefined })),
    ...lone.theirs.map((each) => ({ ...about(each), path: '', ours: undefined, theirs: each.payload ?? null })),
  ]
}

/** All that is not the same, in the order of the steps. */
export function findDifferences(steps: readonly Step[], ours: Transcript, theirs: Transcript): Difference[] {
  const titled: Titled = (step) => {
    const played = steps[step - 1]
    return { step, title: played === undefined ? '' : titleOf(played) }
  }
  const answers: Difference[] = []
  const lone: Sides = { ours: [], theirs: [] }
  for (const [index, mine] of ours.entries()) {
    const other = theirs[index]
    // What was never made on one side has been told where it was not made.
    if (other === undefined || mine.skipped === true || other.skipped === true) continue
    const step = index + 1
    if (mine.answer !== undefined && other.answer !== undefined) {
      answers.push(...answersApart(mine.answer, other.answer).map((each) => ({ ...titled(step), ...each })))
    }
    const { ours: left, theirs: right } = loneOf(step, mine, other)
    lone.ours.push(...left)
    lone.theirs.push(...right)
  }
  return [...answers, ...eventsApart(lone, titled)].toSorted((a, b) => a.step - b.step)
}
