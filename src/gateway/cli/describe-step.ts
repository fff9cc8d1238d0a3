import type { JournalStep } from '#shared/simulator/journal-step.ts'

const clockTime = (ms: number): string => new Date(ms).toISOString().slice(11, 23)

const LONGEST = 120

/** As JSON, what was said first: the rest may not fit. */
function short(value: unknown): string {
  const speaks = typeof value === 'object' && value !== null && 'content' in value
  const { content, ...rest } = speaks ? value : { content: undefined }
  const text = JSON.stringify(speaks ? { content, ...rest } : value) ?? ''
  return text.length > LONGEST ? `${text.slice(0, LONGEST - 1)}…` : text
}

const common = new Set(['cursor', 'at', 'cause', 'kind'])

/** What each kind of step is about; fields that all steps have are told before it. */
function detail(step: JournalStep): string {
  return Object.entries(step)
    .filter(
      ([name, value]) => !common.has(name) && value !== undefined && !(Array.isArray(value) && value.length === 0),
    )
    .map(([name, value]) => `${name}=${typeof value === 'string' && !/[\s="]/.test(value) ? value : short(value)}`)
    .join(' ')
}

/** A step in one line: where it stands, when it was, what it goes back to, what it is. */
export function describeStep(step: JournalStep): string {
  const { cursor, at, cause, kind } = step
  const because = cause === undefined || cause === cursor ? '' : `←${cause}`
  return `${String(cursor).padStart(6)} ${clockTime(at)} ${because.padEnd(7)} ${kind.padEnd(10)} ${detail(step)}`.trimEnd()
}
