import type { DatabaseSync } from 'node:sqlite'
import { sql, type Expression, type RawBuilder } from 'kysely'
import { foldText } from './fold-text.ts'

// What SQLite says in its own way, in one place: another database changes this file (decision 8).

/** SQLite itself knows upper and lower case of ASCII only. */
export function addFunctions(connection: DatabaseSync): void {
  connection.function('fold', { deterministic: true, directOnly: true }, (text) => foldText(String(text)))
}

/**
 * Whether a text has another one in it, letter by letter but for upper and lower case. Nothing in `part` means anything
 * else, so there is nothing to escape. On PostgreSQL: `strpos(lower(text), lower(part))`.
 */
export function containsInAnyCase(text: Expression<string>, part: string): RawBuilder<boolean> {
  return sql<boolean>`instr(fold(${text}), ${foldText(part)}) > 0`
}

/**
 * A list of texts as a subquery. Written out one by one, a list of every length would be a statement of its own, and a
 * long one more than a statement may hold. On PostgreSQL: `select unnest(?::text[])`.
 */
export function textsOf(list: readonly string[]): RawBuilder<string> {
  return sql<string>`(select value from json_each(${JSON.stringify(list)}))`
}

/** Whether a text has another one in it. On PostgreSQL: `strpos`. */
export function contains(text: Expression<string | null>, part: string): RawBuilder<boolean> {
  return sql<boolean>`instr(${text}, ${part}) > 0`
}
