interface Dated {
  readonly _id: string
  readonly updatedAt: string
}

/** Whether what an event tells is older than the record that is there: it was read since (convergence, rule 1). */
export const isLate = (told: Dated, known: Dated | undefined): boolean =>
  known !== undefined && told.updatedAt < known.updatedAt

/** Records as they were answered, each with the newest body that is known of it: an event may have told of a newer one. */
function withToldBodies<Item extends Dated>(answered: readonly Item[], known: readonly Item[]): readonly Item[] {
  const told = new Map(known.map((item) => [item._id, item]))
  return answered.map((item) => {
    const other = told.get(item._id)
    return other !== undefined && isLate(item, other) ? other : item
  })
}

/** Of a list that was not read yet: none. */
export const idsOf = (records: readonly { readonly _id: string }[] | null): ReadonlySet<string> =>
  new Set(records?.map(({ _id }) => _id))

/** The same, with those that came here since the list was asked for. */
export function withTold<Item extends Dated>(
  answered: readonly Item[],
  known: readonly Item[],
  before: ReadonlySet<string>,
): readonly Item[] {
  const listed = idsOf(answered)
  const come = known.filter(({ _id }) => !before.has(_id) && !listed.has(_id))
  return [...withToldBodies(answered, known), ...come]
}
