import type { Shown, ShownRow } from './shown.ts'
import type { Talk } from './talk.ts'

/** A message as the gateway has it in the end; null where it was retracted. */
export interface TrueRow {
  readonly id: string
  readonly text: string | null
  readonly reactions: readonly string[]
}

interface History {
  readonly truth: readonly TrueRow[]
  /** What the page shows in the end, from the oldest to the newest. */
  readonly rows: readonly ShownRow[]
  /** All that it ever showed. */
  readonly ever: Shown
  readonly told: Talk['told']
  /** Texts that were written in the page. */
  readonly written: readonly string[]
}

/** What was said, without the marks that stand beside it. */
const wordsOf = (text: string): string => /[am]\d+ v\d+/.exec(text)?.[0] ?? 'gone'

function judgeRow(truth: TrueRow, row: ShownRow | undefined): readonly string[] {
  if (row === undefined) return [`lost: ${truth.id} ${truth.text ?? 'gone'}`]
  const text = truth.text ?? 'gone'
  if (wordsOf(row.text) !== text) return [`stale: ${truth.id} is "${text}", shown "${wordsOf(row.text)}"`]
  const [right, shown] = [truth.reactions.toSorted().join(), row.reactions.toSorted().join()]
  return right === shown ? [] : [`stale: ${truth.id} has the reactions [${right}], shown [${shown}]`]
}

/** Whether what was shown of a message, one after the other, never went back to an older version. */
function judgeVersions([id, texts]: Shown[number], told: Talk['told']): readonly string[] {
  const versions = told.get(id)?.versions.map((version) => version ?? 'gone')
  if (versions === undefined) return []
  const steps = texts.map((text) => versions.indexOf(wordsOf(text)))
  if (steps.includes(-1)) return [`invented: ${id} was shown as "${texts.join('", "')}"`]
  return steps.some((step, at) => step < (steps[at - 1] ?? 0)) ? [`went back: ${id} "${texts.join('", "')}"`] : []
}

function judgeWritten(written: string, truth: readonly TrueRow[]): readonly string[] {
  const count = truth.filter(({ text }) => text === written).length
  return count === 1 ? [] : [`${count === 0 ? 'never sent' : 'doubled'}: "${written}" is there ${count} times`]
}

/** What is wrong with how a page told a talk: nothing, where it lost, doubled, misordered and invented nothing. */
export function judge({ truth, rows, ever, told, written }: History): readonly string[] {
  const shown = new Map(rows.map((row) => [row.id, row]))
  const right = truth.map(({ id }) => id)
  const order = rows.map(({ id }) => id)
  const extra = order.filter((id) => !right.includes(id)).map((id) => `a ghost: ${id}`)
  const doubled = order.length === new Set(order).size ? [] : ['doubled: an id stands there twice']
  const sorted = right.filter((id) => shown.has(id)).join() === order.filter((id) => right.includes(id)).join()
  return [
    ...truth.flatMap((row) => judgeRow(row, shown.get(row.id))),
    ...extra,
    ...doubled,
    ...(sorted ? [] : ['misordered']),
    ...ever.flatMap((entry) => judgeVersions(entry, told)),
    ...written.flatMap((text) => judgeWritten(text, truth)),
  ]
}

/** How many messages were seen to change: a run in which nothing happened proves nothing. */
export const changesIn = (ever: Shown): number => ever.filter(([, texts]) => texts.length > 1).length
