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

type Matches = (passing: Passing) => boolean

const everything: Matches = () => true

function matchExchange({ path, method, phase = 'request' }: FaultMatch): Matches {
  const pattern = path === undefined ? undefined : patternOf(path)
  const wanted = method?.toUpperCase()
  return (passing) => {
    if (passing.phase !== phase) return false
    if (wanted !== undefined && passing.method !== wanted) return false
    const [asked = ''] = (passing.path ?? '').split('?', 1)
    return pattern === undefined || pattern.test(asked)
  }
}

/** Whether all that a match asks for is so; how often it was is for whoever counts. */
export function createMatcher(match: FaultMatch): Matches {
  const { kind, user } = match
  const event = match.event === undefined ? undefined : patternOf(match.event)
  const more = kind === 'http' ? matchExchange(match) : everything
  return (passing) => {
    if (passing.kind !== kind || (user !== undefined && passing.user !== user)) return false
    return (event === undefined || event.test(passing.event ?? '')) && more(passing)
  }
}
