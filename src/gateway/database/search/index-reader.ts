import type { DatabaseSync, SQLInputValue, StatementSync } from 'node:sqlite'
import { SEQUENCE_MASK, type Range } from './places.ts'
import { trigramQuestion, type TrigramQuestion } from './trigrams.ts'

/** Where at least one in so many texts is named by the index, reading them one after the other is faster. */
const DENSE = 4
/** Fewer texts say too little about the others. */
const SAMPLE = 500

interface Step {
  readonly total: number
  /** The numbers of messages above the one that was named. */
  readonly above: number[]
}

/** Reads the tables of search: what SQLite alone says this way (decision 14). */
export interface IndexReader {
  readonly numbersOf: (channels: readonly string[]) => number[]
  /** The highest number of a message. */
  readonly newest: () => number
  readonly read: (range: Range, above: number) => Step
  /** Ids of messages by their numbers, newest first. */
  readonly idsOf: (numbers: readonly number[]) => string[]
}

const counted = (column: string): string => `
  select count(*) as total,
    json_group_array(${column} & ${SEQUENCE_MASK}) filter (where (${column} & ${SEQUENCE_MASK}) > ?) as above`

const plans = {
  /** Text after text. */
  scan: `${counted('place')} from searchText where place between ? and ? and instr(text, ?) > 0`,
  /** What the index names is what is looked for. */
  exact: `${counted('rowid')} from searchGram where rowid between ? and ? and searchGram match ?`,
  /** What the index names is looked at. */
  check: `${counted('place')} from searchGram cross join searchText on place = searchGram.rowid
    where searchGram.rowid between ? and ? and searchGram match ? and instr(searchText.text, ?) > 0`,
}

/** All rows of a statement's only column. */
function columnOf(statement: StatementSync, ...parameters: SQLInputValue[]): unknown[] {
  return statement.all(...parameters).flatMap((row) => Object.values(row))
}

export function createIndexReader(connection: DatabaseSync, text: string): IndexReader {
  const grams = trigramQuestion(text)
  const rowsIn = connection.prepare('select count(*) from searchText where place between ? and ?')
  const namedIn = connection.prepare(
    'select count(*) from searchGram where rowid between ? and ? and searchGram match ?',
  )
  let decided: keyof typeof plans | undefined = grams === undefined ? 'scan' : grams.exact ? 'exact' : undefined

  /** Judged by the newest few; until there are enough of them the index is asked. */
  function planFor({ from, to }: Range, { match }: TrigramQuestion): keyof typeof plans {
    const rows = Number(columnOf(rowsIn, from, to)[0])
    if (rows < SAMPLE) return 'check'
    const named = Number(columnOf(namedIn, from, to, match)[0])
    decided = named * DENSE > rows ? 'scan' : 'check'
    return decided
  }

  function parametersOf(plan: keyof typeof plans): string[] {
    if (plan === 'scan' || grams === undefined) return [text]
    return plan === 'exact' ? [grams.match] : [grams.match, text]
  }

  return {
    numbersOf: (channels) =>
      columnOf(
        connection.prepare('select number from channelNumber where channelId in (select value from json_each(?))'),
        JSON.stringify(channels),
      ).map(Number),
    newest: () => Number(columnOf(connection.prepare('select coalesce(max(seq), 0) from message'))[0]),
    read: (range, above) => {
      const plan = decided ?? (grams === undefined ? 'scan' : planFor(range, grams))
      const row = connection.prepare(plans[plan]).get(above, range.from, range.to, ...parametersOf(plan))
      return { total: Number(row?.['total']), above: JSON.parse(String(row?.['above'])) as number[] }
    },
    idsOf: (numbers) =>
      columnOf(
        connection.prepare('select id from message where seq in (select value from json_each(?)) order by seq desc'),
        JSON.stringify(numbers),
      ).map(String),
  }
}
