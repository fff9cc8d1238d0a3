import type { JournalStep } from '#shared/simulator/journal-step.ts'

type Change = Extract<JournalStep, { kind: 'commit' }>['changes'][number]

const verbs = [
  ['inserted', 'added'],
  ['updated', 'changed'],
  ['deleted', 'removed'],
] as const

/** `permissionOverride` as two words. */
const words = (table: string): string => table.replaceAll(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`)

function describeTable(change: Change): string {
  const parts = verbs.flatMap(([field, verb]) => {
    const count = change[field]
    if (count === 0) return []
    return [count === 1 ? verb : `${verb} (${count})`]
  })
  return `${words(change.table)} ${parts.join(', ')}`
}

/** What a commit wrote: the first table, and how many more there are. */
export function describeCommit(changes: readonly Change[]): { readonly title: string; readonly aside?: string } {
  const [first, ...more] = changes
  if (first === undefined) return { title: 'nothing' }
  const title = describeTable(first)
  return more.length === 0 ? { title } : { title, aside: more.map(describeTable).join(', ') }
}
