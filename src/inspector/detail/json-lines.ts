import { showText } from '../journal/show-text.ts'

type Kind = 'string' | 'number' | 'none' | 'open' | 'closed' | 'empty'

/** One line of a value: a field, with what it holds or how much. */
export interface JsonLine {
  /** From the outside in, as a JSON pointer. */
  readonly path: string
  readonly key: string
  readonly depth: number
  readonly kind: Kind
  readonly text: string
}

type Entry = readonly [key: string, value: unknown]

/** What stands in a value, field by field; nothing where it is no object and no list. */
function entriesOf(value: unknown): readonly Entry[] | undefined {
  if (typeof value !== 'object' || value === null) return undefined
  return Array.isArray(value)
    ? value.map((inner: unknown, index): Entry => [String(index), inner])
    : Object.entries(value)
}

function describeSimple(value: unknown): Pick<JsonLine, 'kind' | 'text'> {
  if (typeof value === 'string') return { kind: 'string', text: showText(JSON.stringify(value)) }
  if (typeof value === 'number') return { kind: 'number', text: String(value) }
  return { kind: 'none', text: String(value) }
}

const closed = (value: unknown, count: number): string => (Array.isArray(value) ? `[${count}]` : `{${count}}`)

/** How deep a value is open where nobody has opened or closed anything. */
const OPEN_DEPTH = 2
/** A list of thousands is read elsewhere. */
const MOST = 200

export type IsOpen = (path: string, depth: number) => boolean

export const openAtFirst: IsOpen = (_path, depth) => depth < OPEN_DEPTH

interface Place {
  readonly path: string
  readonly depth: number
}

function linesOf([key, value]: Entry, { path, depth }: Place, isOpen: IsOpen): JsonLine[] {
  const own = `${path}/${key}`
  const line = { path: own, key: showText(key), depth }
  const entries = entriesOf(value)
  if (entries === undefined) return [{ ...line, ...describeSimple(value) }]
  if (entries.length === 0) return [{ ...line, kind: 'empty', text: Array.isArray(value) ? '[]' : '{}' }]
  if (!isOpen(own, depth)) return [{ ...line, kind: 'closed', text: closed(value, entries.length) }]
  return [{ ...line, kind: 'open', text: '' }, ...listLines(entries, { path: own, depth: depth + 1 }, isOpen)]
}

function listLines(entries: readonly Entry[], place: Place, isOpen: IsOpen): JsonLine[] {
  const lines = entries.slice(0, MOST).flatMap((entry) => linesOf(entry, place, isOpen))
  if (entries.length <= MOST) return lines
  const more = {
    path: `${place.path}/…`,
    key: '…',
    depth: place.depth,
    kind: 'none',
    text: `${entries.length - MOST} more`,
  }
  return [...lines, { ...more, kind: 'none' }]
}

/** A value line by line; one that is neither an object nor a list is one line without a key. */
export function jsonLines(value: unknown, isOpen: IsOpen): readonly JsonLine[] {
  const entries = entriesOf(value)
  if (entries === undefined) return [{ path: '', key: '', depth: 0, ...describeSimple(value) }]
  return listLines(entries, { path: '', depth: 0 }, isOpen)
}

export const parentPath = (path: string): string => path.slice(0, path.lastIndexOf('/'))
