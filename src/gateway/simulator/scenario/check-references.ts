import type { ScenarioFile } from '#shared/simulator/scenario-file.ts'
import { checkHistory } from './check-history.ts'
import { checkPlaces } from './check-places.ts'
import { checkTimeline } from './check-timeline.ts'
import { choices, type Complaint, type Path } from './complaint.ts'
import { knownIn, type Known } from './known.ts'

interface Named {
  readonly path: Path
  readonly ref: string | undefined
}

interface NamedList {
  readonly path: Path
  readonly refs: readonly string[] | undefined
}

/** Looks things up and notes what is not there. */
export interface Check {
  readonly file: ScenarioFile
  readonly known: Known
  readonly complain: (path: Path, message: string) => void
  /** A reference has to be one of some; none at all is right. */
  readonly demand: (kind: string, among: Iterable<string>, at: Named) => void
  /** Each of a list has to be. */
  readonly demandAll: (kind: string, among: Iterable<string>, at: NamedList) => void
}

/** What a scenario speaks of and does not have, and what contradicts itself. */
export function checkReferences(file: ScenarioFile): Complaint[] {
  const complaints: Complaint[] = []
  const complain: Check['complain'] = (path, message) => {
    complaints.push({ path, message })
  }
  const demand: Check['demand'] = (kind, among, { path, ref }) => {
    const all = new Set(among)
    if (ref !== undefined && !all.has(ref)) complain(path, `There is no ${kind} "${ref}": ${choices(all)}`)
  }
  const demandAll: Check['demandAll'] = (kind, among, { path, refs = [] }) => {
    for (const [index, ref] of refs.entries()) demand(kind, among, { path: [...path, index], ref })
  }
  const check: Check = { file, known: knownIn(file), complain, demand, demandAll }
  checkPlaces(check)
  checkHistory(check)
  checkTimeline(check)
  return complaints
}
