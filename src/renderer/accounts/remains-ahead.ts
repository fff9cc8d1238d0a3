import { readAhead } from '../storage/read-ahead.ts'
import type { FoundRemains, GuessedPlace } from '../storage/cache-fetch.ts'
import { databaseFactory, nameOfCache } from './names-of-databases.ts'

let ahead: { readonly name: string; readonly remains: Promise<FoundRemains | undefined> } | undefined

/** Reads what is kept of somebody before there is an account to put it into, and before the program is all there. */
export function lookAhead(person: Parameters<typeof nameOfCache>[0], guess?: GuessedPlace): void {
  const factory = databaseFactory()
  const name = nameOfCache(person)
  ahead = factory && { name, remains: readAhead(factory, name, guess) }
}

/** What was read ahead of exactly this person; once, as it is of that moment. */
export function takeAhead(name: string): Promise<FoundRemains | undefined> | undefined {
  const taken = ahead
  ahead = undefined
  return taken?.name === name ? taken.remains : undefined
}
