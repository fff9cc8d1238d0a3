import type { Finding } from '#shared/simulator/finding.ts'
import { describeFinding } from '../simulator/referee/describe-finding.ts'
import { EXIT } from './exit-codes.ts'

export type OnFinding = (finding: Finding) => void

/** Says on standard error what a client did wrong, as it does it. */
export const sayFinding: OnFinding = (finding) => {
  process.stderr.write(`strict: ${describeFinding(finding)}\n`)
}

interface Refereed {
  readonly strict: boolean
  readonly say?: OnFinding
}

/** Where it is asked for, what clients do wrong is said, and a run that went well otherwise ends with a code of its own. */
export async function refereed(
  { strict, say = sayFinding }: Refereed,
  run: (onFinding?: OnFinding) => Promise<number>,
): Promise<number> {
  if (!strict) return run()
  let count = 0
  const code = await run((finding) => {
    count += 1
    say(finding)
  })
  return code === 0 && count > 0 ? EXIT.strict : code
}
