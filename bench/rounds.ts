/** The value below which a share (0 to 1) of the others lie. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b)
  const value = sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))]
  if (value === undefined) throw new Error('Nothing was measured')
  return value
}

export function median(values: readonly number[]): number {
  const middle = values.length / 2
  if (!Number.isInteger(middle)) return percentile(values, 0.5)
  const sorted = values.toSorted((a, b) => a - b)
  return percentile(sorted.slice(middle - 1, middle), 0) / 2 + percentile(sorted.slice(middle, middle + 1), 0) / 2
}

export interface Sides<Result> {
  readonly ours: readonly Result[]
  readonly bare: readonly Result[]
}

/** Ours, bare, ours, bare …: whatever else the machine is doing falls on both. */
export async function takeTurns<Result>(
  rounds: number,
  ours: () => Promise<Result>,
  bare: () => Promise<Result>,
): Promise<Sides<Result>> {
  const sides = { ours: [] as Result[], bare: [] as Result[] }
  for (let round = 0; round < rounds; round += 1) {
    sides.ours.push(await ours())
    sides.bare.push(await bare())
  }
  return sides
}

/** One figure of every round of both sides. */
export const pick = <Result>(
  { ours, bare }: Sides<Result>,
  figure: (result: Result) => number,
): { ours: number[]; bare: number[] } => ({ ours: ours.map(figure), bare: bare.map(figure) })
