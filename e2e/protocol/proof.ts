import { randomInt } from 'node:crypto'

/** The long sizes: `npm run test:full` sets it. */
const isFull = process.env['MEW_PROOFS'] === 'full'

const numberOf = (variable: string): number | undefined => {
  const value = Number(process.env[variable])
  return Number.isSafeInteger(value) && value > 0 ? value : undefined
}

/** How much of a proof is run: what its own variable says, else the size of the day or of the full run. */
export const sizeOf = (variable: string, sizes: { readonly daily: number; readonly full: number }): number =>
  numberOf(variable) ?? (isFull ? sizes.full : sizes.daily)

/** Another one each time, unless MEW_PROOF_SEED names it: then the same steps are taken again. */
export const seedOfRun = (): number => numberOf('MEW_PROOF_SEED') ?? randomInt(1, 2 ** 31)

/** The same each day, so that a red run is one of what was changed; another one each time where all is proved. */
export const seedOfDay = (daily: number): number => numberOf('MEW_PROOF_SEED') ?? (isFull ? seedOfRun() : daily)

/** A line that `npm test` shows with the step. Every proof says its seed before it starts. */
export function tell(words: string): void {
  console.log(`proof: ${words}`)
}
