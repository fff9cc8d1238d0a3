import { ALL_QUIRKS, quirkNames, type QuirkName } from '#shared/simulator/quirk-names.ts'
import type { Difference } from './find-differences.ts'

type Explanation = QuirkName | typeof ALL_QUIRKS

/** A difference, with the known misbehaviour that it is. */
export interface NamedDifference extends Difference {
  readonly known?: Explanation
}

/** Events may come with an earlier or later step. */
const keyOf = ({ title, socket, event, path, ours, theirs }: Difference): string =>
  JSON.stringify([event === undefined ? title : '', socket, event, path, ours, theirs])

interface Suspect {
  readonly name: Explanation
  readonly explains: readonly Difference[]
  /** How much of what it does is there: a quirk that does much else as well is hardly meant. */
  readonly share: number
}

type DifferBy = (quirks: readonly QuirkName[]) => Promise<readonly Difference[]>

async function suspect(name: Explanation, differences: readonly Difference[], differBy: DifferBy): Promise<Suspect> {
  const does = new Set((await differBy(name === ALL_QUIRKS ? quirkNames : [name])).map(keyOf))
  const explains = differences.filter((difference) => does.has(keyOf(difference)))
  const found = new Set(explains.map(keyOf)).size
  return { name, explains, share: does.size === 0 ? 0 : found / does.size }
}

/** The one that is most likely meant by what is left. */
function strongest(suspects: readonly Suspect[], open: ReadonlySet<Difference>): Suspect | undefined {
  const rated = suspects
    .map((each) => ({ each, weight: each.share * each.explains.filter((difference) => open.has(difference)).length }))
    .filter(({ weight }) => weight > 0)
  return rated.toSorted((a, b) => b.weight - a.weight)[0]?.each
}

/**
 * Names what is known: a difference is a quirk where ours, with that quirk, differs from ours without it in the same way.
 * Of several that could be meant those are named that explain most, and do least besides; what no single one does may be
 * what all of them do together.
 */
export async function nameQuirks(
  differences: readonly Difference[],
  quirks: readonly QuirkName[],
  differBy: DifferBy,
): Promise<NamedDifference[]> {
  const known = new Map<Difference, Explanation>()
  const open = new Set(differences)

  function settle(suspects: readonly Suspect[]): void {
    for (let best = strongest(suspects, open); best !== undefined; best = strongest(suspects, open)) {
      for (const difference of best.explains) if (open.delete(difference)) known.set(difference, best.name)
    }
  }

  const suspects: Suspect[] = []
  if (open.size > 0) for (const name of quirks) suspects.push(await suspect(name, differences, differBy))
  settle(suspects)
  if (open.size > 0 && quirks.length === quirkNames.length && open.size < differences.length)
    settle([await suspect(ALL_QUIRKS, differences, differBy)])
  return differences.map((difference) => {
    const name = known.get(difference)
    return name === undefined ? difference : { ...difference, known: name }
  })
}
