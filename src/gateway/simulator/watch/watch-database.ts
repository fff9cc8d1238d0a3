import type { Database, Writer } from '../../database/open-database.ts'
import type { JournalStep } from '#shared/simulator/journal-step.ts'
import type { Watch } from './watch.ts'

type Change = Extract<JournalStep, { kind: 'commit' }>['changes'][number]
type Verb = 'inserted' | 'updated' | 'deleted'

const verbs: Readonly<Record<string, Verb>> = {
  InsertQueryNode: 'inserted',
  UpdateQueryNode: 'updated',
  DeleteQueryNode: 'deleted',
}

/** As much of a statement as says what it writes to, wherever its kind keeps the table. */
interface Statement {
  readonly kind: string
  readonly into?: unknown
  readonly table?: unknown
  readonly from?: { readonly froms: readonly unknown[] }
}

function tableOf({ into, table, from }: Statement): string {
  const node = (into ?? table ?? from?.froms[0]) as
    | { readonly table?: { readonly identifier?: { readonly name: string } } }
    | undefined
  return node?.table?.identifier?.name ?? '?'
}

interface Tally {
  readonly writer: Writer
  readonly changes: () => readonly Change[]
}

/** Counts what is written through a transaction, statement by statement. */
function tally(writer: Writer): Tally {
  const writing = new WeakMap<object, readonly [table: string, verb: Verb]>()
  const changes = new Map<string, Record<Verb, number>>()

  function count(query: object, rows: number): void {
    const [table, verb] = writing.get(query) ?? []
    if (table === undefined || verb === undefined || rows === 0) return
    const change = changes.get(table) ?? { inserted: 0, updated: 0, deleted: 0 }
    change[verb] += rows
    changes.set(table, change)
  }

  return {
    writer: writer.withPlugin({
      transformQuery: ({ node, queryId }) => {
        const verb = verbs[node.kind]
        if (verb !== undefined) writing.set(queryId, [tableOf(node), verb])
        return node
      },
      transformResult: ({ result, queryId }) => {
        count(queryId, Number(result.numAffectedRows ?? result.rows.length))
        return Promise.resolve(result)
      },
    }),
    changes: () => [...changes].map(([table, change]) => ({ table, ...change })),
  }
}

/** Every commit that wrote something into the journal, before what it announces. */
export function watchDatabase(database: Database, { journal }: Watch): Database {
  return {
    ...database,
    write: (work) =>
      database.write(async (untold) => {
        const { writer, changes } = tally(untold)
        const commit = await work(writer)
        return {
          ...commit,
          announce: () => {
            if (changes().length > 0) journal.tell({ kind: 'commit', changes: [...changes()] })
            commit.announce?.()
          },
        }
      }),
  }
}
