import type { Keeping } from '../store/kept.ts'

/** What the program asked for wrongly, or asked of a connection that another page has just made it let go. */
const ASKED_IN_VAIN: ReadonlySet<string> = new Set(['DataError', 'InvalidStateError'])

/** Whether it is the disk that says no, and not the program that went wrong. */
export const isOfDisk = (error: unknown): boolean => error instanceof DOMException && !ASKED_IN_VAIN.has(error.name)

/** What a disk that refused something says by its error. */
export function keepingAfter(error: unknown): Exclude<Keeping, 'kept'> {
  if (!(error instanceof DOMException)) return 'unavailable'
  if (error.name === 'QuotaExceededError') return 'full'
  return error.name === 'VersionError' ? 'newer' : 'unavailable'
}
