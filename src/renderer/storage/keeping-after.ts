import type { Keeping } from '../store/kept.ts'

/** What a disk that refused something says by its error. */
export function keepingAfter(error: unknown): Exclude<Keeping, 'kept'> {
  if (!(error instanceof DOMException)) return 'unavailable'
  if (error.name === 'QuotaExceededError') return 'full'
  return error.name === 'VersionError' ? 'newer' : 'unavailable'
}
