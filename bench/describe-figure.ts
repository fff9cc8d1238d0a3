import { budgets, type Budget } from './budgets.ts'
import type { Figure } from './figure.ts'
import { median, percentile } from './rounds.ts'

interface Line {
  readonly part: string
  /** Median of the rounds; likewise `bare`. */
  readonly ours: number
  readonly bare: number | null
  readonly ratio: number | null
  readonly unit: string
  readonly budget: number
  readonly of: Budget['of']
  readonly bound: Budget['bound']
  readonly ok: boolean
  readonly rounds: number
  /** How far the middle half of our rounds lies apart, as a share of the median. */
  readonly noise: number
}

const rounded = (value: number): number => Number(value.toPrecision(3))

function noiseOf(values: readonly number[]): number {
  return (percentile(values, 0.75) - percentile(values, 0.25)) / median(values)
}

export function describeFigure({ part, unit, ours, bare }: Figure): Line {
  const budget = budgets[part]
  if (budget === undefined) throw new Error(`budgets.json has no budget for ${part}`)
  const own = median(ours)
  const other = bare === undefined ? null : median(bare)
  const ratio = other === null ? null : own / other
  const limited = budget.of === 'ratio' ? ratio : own
  if (limited === null) throw new Error(`The budget of ${part} is a ratio, and there is nothing it is beside`)
  return {
    part,
    ours: rounded(own),
    bare: other === null ? null : rounded(other),
    ratio: ratio === null ? null : rounded(ratio),
    unit,
    budget: budget.figure,
    of: budget.of,
    bound: budget.bound,
    ok: budget.bound === 'least' ? limited >= budget.figure : limited <= budget.figure,
    rounds: ours.length,
    noise: rounded(noiseOf(ours)),
  }
}
