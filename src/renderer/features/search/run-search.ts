import type { Message } from '#shared/models/message.ts'
import type { Disappointment } from '../../i18n/describe-outcome.ts'
import type { Found, Search, SearchQuery } from '../../sync/search.ts'
import type { Outcome } from '../../sync/gateway-api.ts'

/** What of a search is kept on this computer, as far as it was looked through: the newest first. */
interface Kept {
  readonly messages: readonly Message[]
  readonly isWhole: boolean
}

/** How reading what comes behind goes. */
type More = 'idle' | 'loading' | 'failed'

/** What has come of a search so far. */
export type Results =
  /** The gateway has not answered yet, but some of it may be kept. */
  | { readonly status: 'searching'; readonly kept: Kept; readonly more: More }
  | { readonly status: 'found'; readonly found: Found; readonly more: More }
  /** The gateway gave no answer: there is only what is kept. */
  | { readonly status: 'failed'; readonly why: Disappointment; readonly kept: Kept; readonly more: More }

/** What is kept on this computer and found, part by part, the newest first. */
export type SearchKept = (query: SearchQuery, signal: AbortSignal) => AsyncGenerator<readonly Message[], void>

export interface Sources {
  readonly search: Search
  readonly searchKept: SearchKept
}

export const NOTHING_YET: Results = { status: 'searching', kept: { messages: [], isWhole: false }, more: 'idle' }

/** So much of what is kept is shown at once. */
const KEPT_PAGE = 50

interface RunningSearch {
  /** Reads what comes behind. */
  readonly more: () => void
  /** Begins anew. */
  readonly again: () => void
  readonly stop: () => void
}

type Change = (change: (before: Results) => Results) => void

/** Takes so much of what is kept as fits a page; the rest is looked through when somebody wants it. */
async function pullKept(parts: ReturnType<SearchKept>, change: Change): Promise<void> {
  let count = 0
  let isWhole = false
  while (count < KEPT_PAGE && !isWhole) {
    const next = await parts.next()
    const part = next.done === true ? [] : next.value
    count += part.length
    isWhole = next.done === true
    const whole = isWhole
    change((before) => {
      if (before.status === 'found') return before
      return { ...before, kept: { messages: [...before.kept.messages, ...part], isWhole: whole } }
    })
  }
  change((before) => (before.status === 'found' ? before : { ...before, more: 'idle' }))
}

/** What the gateway answers stands instead of what is kept: it knows all of it, and how it reads now. */
const afterFirst =
  (outcome: Outcome<Found>) =>
  (before: Results): Results => {
    if (outcome.status === 'done') return { status: 'found', found: outcome.body, more: 'idle' }
    return before.status === 'found' ? before : { ...before, status: 'failed', why: outcome }
  }

const afterMore =
  (outcome: Outcome<Found>) =>
  (before: Results): Results => {
    if (before.status !== 'found') return before
    return outcome.status === 'done' ? { ...before, found: outcome.body, more: 'idle' } : { ...before, more: 'failed' }
  }

/** One time of asking: what comes of an earlier one is not heard any more. */
interface Asking {
  readonly change: Change
  readonly kept: ReturnType<SearchKept>
  readonly stop: () => void
}

/** Looks on this computer and at the gateway at once. */
function ask({ search, searchKept }: Sources, query: SearchQuery, onChange: Change): Asking {
  const controller = new AbortController()
  const change: Change = (next) => {
    if (!controller.signal.aborted) onChange(next)
  }
  const kept = searchKept(query, controller.signal)
  void pullKept(kept, change)
  void search(query).then((outcome) => {
    change(afterFirst(outcome))
    if (outcome.status === 'done') void kept.return()
  })
  return {
    change,
    kept,
    stop: () => {
      controller.abort()
    },
  }
}

/** Searches until it is stopped, and tells what has come of it. */
export function startSearch(sources: Sources, query: SearchQuery, onResults: (now: Results) => void): RunningSearch {
  let results = NOTHING_YET
  const onChange: Change = (next) => {
    const before = results
    results = next(before)
    if (results !== before) onResults(results)
  }
  let asking = ask(sources, query, onChange)
  return {
    stop: () => {
      asking.stop()
    },
    again: () => {
      asking.stop()
      onChange(() => NOTHING_YET)
      asking = ask(sources, query, onChange)
    },
    more: () => {
      if (results.more === 'loading') return
      const { change, kept } = asking
      const known = results.status === 'found' ? results.found : undefined
      change((before) => ({ ...before, more: 'loading' }))
      if (known === undefined) void pullKept(kept, change)
      else void sources.search(query, known).then((outcome) => change(afterMore(outcome)))
    },
  }
}
