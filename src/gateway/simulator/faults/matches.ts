import type { FaultMatch } from '#shared/simulator/fault.ts'

/** Something that passes, as faults look at it. */
export interface Passing {
  readonly kind: FaultMatch['kind']
  readonly user?: string | undefined
  readonly event?: string
  readonly method?: string
  readonly path?: string
  readonly phase?: 'request' | 'response'
}

const escape = (text: string): string => text.replaceAll(/[.+?^${}()|[\]\\]/g, String.raw`\$&`)

/** `*` is any part of a path or name, `**` any number of them. */
export function patternOf(pattern: string): RegExp {
  const source = pattern
    .split('**')
    .map((piece) => escape(piece).replaceAll('*', '[^/]*'))
    .join('.*')
  return new RegExp(`^${source}$`)
}

/** Whether all that a match asks for is so; how often it was is for whoever counts. */
export function createMatcher(match: FaultMatch): (passing: Passing) => boolean {
  const event = match.event === undefined ? undefined : patternOf(match.event)
  const path = match.path === undefined ? undefined : patternOf(match.path)
  const phase = match.phase ?? 'request'
  const method = match.method?.toUpperCase()
  return (passing) => {
    if (passing.kind !== match.kind) return false
    if (match.user !== undefined && passing.user !== match.user) return false
    if (event !== undefined && !event.test(passing.event ?? '')) return false
    if (match.kind !== 'http') return true
    if (phase !== passing.phase) return false
    if (method !== undefined && passing.method !== method) return false
    return path === undefined || path.test((passing.path ?? '').split('?', 1)[0] ?? '')
  }
}
