import { durationMs } from '#shared/simulator/duration.ts'
import { fault, faultAction, faultMatch, type Fault } from '#shared/simulator/fault.ts'
import { UsageError } from './usage-error.ts'

/** Each action, with the fields that are its own. */
export const actions: readonly (readonly [type: string, fields: readonly string[]])[] = faultAction.def.options.map(
  ({ def: { shape } }) => [[...shape.type.def.values][0] ?? '', Object.keys(shape).filter((field) => field !== 'type')],
)
const actionTypes = actions.map(([type]) => type)
export const matchKinds: readonly string[] = Object.values(faultMatch.def.shape.kind.def.entries)

const ofMatch = Object.keys(faultMatch.def.shape)
const ofFault = Object.keys(fault.def.shape)

/** Fields that hold milliseconds, and may be written as 2s. */
const times = new Set(['ms', 'jitterMs', 'from', 'until'])

/** A number where it is one, a time where there may be one, else the words themselves. */
function valueOf(field: string, text: string): unknown {
  const ms = times.has(field) ? durationMs(text) : Number.NaN
  if (!Number.isNaN(ms)) return ms
  try {
    return JSON.parse(text)
  } catch {
    // Plain words.
    return text
  }
}

interface Loose {
  readonly match: Record<string, unknown>
  readonly action: Record<string, unknown>
  readonly rest: Record<string, unknown>
}

function assign(words: readonly string[], { match, action, rest }: Loose): void {
  for (const word of words) {
    const [, field, text] = /^([A-Za-z]+)=(.*)$/s.exec(word) ?? []
    if (field === undefined || text === undefined) {
      throw new UsageError(`"${word}" is no field: write it as in path=/api/auth/* or times=1`)
    }
    const place = ofMatch.includes(field) ? match : ofFault.includes(field) ? rest : action
    place[field] = valueOf(field, text)
  }
}

function parse(value: unknown): Fault {
  const parsed = fault.safeParse(value)
  if (parsed.success) return parsed.data
  const [issue] = parsed.error.issues
  throw new UsageError(`that is no fault: ${issue?.path.join('.') ?? ''}: ${issue?.message ?? ''}`)
}

/**
 * A fault as it is written on a line: what it does, what to, and fields: `latency http path=/api/** ms=2s`. Or as JSON.
 * @throws UsageError
 */
export function readFault(words: readonly string[]): Fault {
  const [type = '', kind = '', ...fields] = words
  if (type.startsWith('{')) {
    try {
      return parse(JSON.parse(words.join(' ')))
    } catch (error) {
      throw error instanceof UsageError ? error : new UsageError('that is no JSON', { cause: error })
    }
  }
  if (!actionTypes.includes(type)) throw new UsageError(`fault add takes what it does: ${actionTypes.join(', ')}`)
  if (!matchKinds.includes(kind)) {
    throw new UsageError(`fault add ${type} takes what to: ${matchKinds.join(', ')}`)
  }
  const loose: Loose = { match: { kind }, action: { type }, rest: {} }
  assign(fields, loose)
  return parse({ ...loose.rest, match: loose.match, action: loose.action })
}
