import type { Finding } from '#shared/simulator/finding.ts'
import type { JournalStep } from '#shared/simulator/journal-step.ts'

/** As many steps of a finding as show what it is about. */
const SHOWN = 5

/** A step in one line: its cursor, its kind and what it says of itself in few words. */
function lineOf({ cursor, kind, ...step }: JournalStep): string {
  const said = Object.entries(step).filter(([field]) => field !== 'at' && field !== 'cause')
  const words = said.flatMap(([, value]: [string, unknown]) =>
    typeof value === 'string' || typeof value === 'number' ? [value] : [],
  )
  return `  #${cursor} ${kind} ${words.join(' ')}`
}

/** A finding for people: who did what, and the lines of the journal that show it. */
export function describeFinding({ rule, user, text, steps }: Finding): string {
  const shown = steps.slice(0, SHOWN).map(lineOf)
  const more = steps.length > SHOWN ? [`  and ${steps.length - SHOWN} more`] : []
  return [`${rule}: ${user} ${text}`, ...shown, ...more].join('\n')
}
