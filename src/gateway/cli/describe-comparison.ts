import type { Comparison } from '../simulator/compare/compare-scenario.ts'
import type { NamedDifference } from '../simulator/compare/name-quirks.ts'

const LONGEST = 300

function shown(value: unknown): string {
  if (value === undefined) return 'nothing'
  const text = JSON.stringify(value)
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text
}

function aboutOf({ socket, event, path }: NamedDifference): string {
  const of = event === undefined ? path : `${event} to ${socket}`
  return event === undefined || path === '' ? of : `${of}, ${path}`
}

function describe(difference: NamedDifference): string {
  const { step, title, ours, theirs, known } = difference
  const name = known === undefined ? 'unknown' : `known: ${known}`
  return `step ${step}, ${title}
  ${aboutOf(difference)} (${name})
    ours    ${shown(ours)}
    theirs  ${shown(theirs)}`
}

/** How many differences each quirk is. */
function knownOf(differences: readonly NamedDifference[]): string[] {
  const counts = new Map<string, number>()
  for (const { known } of differences) if (known !== undefined) counts.set(known, (counts.get(known) ?? 0) + 1)
  return [...counts].map(([name, count]) => `  known: ${name} (${count})`)
}

/** What was compared and found, for people. */
export function describeComparison(
  { differences, steps, answers, events, leftOut, prefix }: Comparison,
  { all, url }: { readonly all: boolean; readonly url: string },
): string {
  const unknown = differences.filter(({ known }) => known === undefined)
  const told = all ? differences : unknown.slice(0, 1)
  const more = all || unknown.length < 2 ? [] : [`${unknown.length - 1} more that are unknown: --all tells them`]
  const result =
    differences.length === 0
      ? 'no difference'
      : `${differences.length} differences, ${unknown.length === 0 ? 'all of them known' : `${unknown.length} of them unknown`}`
  return [
    `${url}: ${steps} steps as ${prefix}-…, ${answers} answers and ${events} events compared: ${result}`,
    ...leftOut.map((each) => `  left out: ${each}`),
    ...knownOf(differences),
    ...told.map(describe),
    ...more,
  ].join('\n')
}
