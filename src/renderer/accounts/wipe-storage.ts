import type { Notes } from '../platform/notes.ts'
import type { AccountSummary } from '../platform/sessions.ts'
import { removeDatabase } from '../storage/open-cache.ts'
import { databaseFactory, nameOfCache, nameOfKept } from './names-of-databases.ts'

/** Takes away everything an account has on this computer. What the browser keeps all the same is left as it is. */
export async function wipeStorage(summary: AccountSummary, notes: Notes): Promise<void> {
  notes.forget(summary)
  const factory = databaseFactory()
  if (factory === undefined) return
  await Promise.allSettled([nameOfKept(summary), nameOfCache(summary)].map((name) => removeDatabase(factory, name)))
}
