import { CloudAlert, CloudOff, SearchX, X } from 'lucide-react'
import { useEffect, useMemo, type KeyboardEvent, type ReactElement } from 'react'
import type { Message } from '#shared/models/message.ts'
import { describeOutcome } from '../../i18n/describe-outcome.ts'
import { useText } from '../../i18n/text-provider.tsx'
import type { TimeFormat } from '../../parts/format-time.ts'
import { useNow } from '../../parts/use-now.ts'
import { useAppState } from '../../store/use-app-state.ts'
import type { SearchQuery } from '../../sync/search.ts'
import { Button } from '../../ui/button.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { IconButton } from '../../ui/icon-button.tsx'
import { useAnnounce } from '../../ui/live-region.tsx'
import { Spinner } from '../../ui/spinner.tsx'
import { HitLink, type HitLinks } from './hit-link.tsx'
import type { Results } from './run-search.ts'
import { SearchScope } from './search-scope.tsx'
import { shownHits, type Hit } from './shown-hits.ts'
import { useResults } from './use-results.ts'
import type { SearchParts, Searching } from './use-search.ts'

interface SearchResultsProps extends SearchParts {
  readonly searching: Searching
  readonly query: SearchQuery
  readonly time: TimeFormat
  readonly links: HitLinks
}

const messagesOf = (results: Results): readonly Message[] =>
  results.status === 'found' ? results.found.messages : results.kept.messages

const isWhole = (results: Results): boolean =>
  results.status === 'found' ? results.found.isWhole : results.kept.isWhole

/** What was found, as it reads now. */
function useHits(results: Results, query: SearchQuery): readonly Hit[] {
  const windows = useAppState((state) => state.windows)
  const places = useAppState((state) => state.places)
  const directs = useAppState((state) => state.directs)
  return useMemo(
    () => shownHits({ windows, places, directs }, messagesOf(results), query),
    [windows, places, directs, results, query],
  )
}

/** How many there are: of those the gateway counted, less what is no hit any more; of what is kept, those seen so far. */
function countOf(results: Results, hits: readonly Hit[]): number {
  if (results.status !== 'found') return hits.length
  const { total, messages } = results.found
  return Math.max(hits.length, total - (messages.length - hits.length))
}

/** Up and down go from hit to hit, and from the first back to the field. */
function goOn(event: KeyboardEvent, { field, list }: SearchParts, close: () => void): void {
  const hits = [...(list.current?.querySelectorAll('a') ?? [])]
  const at = hits.findIndex((hit) => hit === event.currentTarget)
  if (event.key === 'Escape') close()
  else if (event.key === 'ArrowDown') hits[at + 1]?.focus()
  else if (event.key === 'ArrowUp') (hits[at - 1] ?? field.current)?.focus()
  else if (event.key === 'Home') hits[0]?.focus()
  else if (event.key === 'End') hits.at(-1)?.focus()
  else return
  event.preventDefault()
}

interface StandingProps {
  readonly results: Results
  readonly count: number
  readonly wanted: string
  readonly onAgain: () => void
}

/** Instead of hits: why there are none. */
function Nothing({ results, wanted, onAgain }: Omit<StandingProps, 'count'>): ReactElement | null {
  const text = useText()
  if (results.status === 'found' && !isWhole(results)) return null
  if (results.status === 'searching' || !isWhole(results)) {
    return (
      <p className="search-waiting">
        <Spinner /> {text.search.searching}
      </p>
    )
  }
  if (results.status === 'found') {
    return <EmptyState icon={SearchX} title={text.search.nothing(wanted)} text={text.search.nothingText} />
  }
  const again = <Button onClick={onAgain}>{text.ui.tryAgain}</Button>
  if (results.why.status === 'lost') {
    return (
      <EmptyState icon={CloudOff} title={text.search.nothingKept(wanted)} text={text.search.keptOnly} action={again} />
    )
  }
  return (
    <EmptyState icon={CloudAlert} title={text.search.failed} text={describeOutcome(text, results.why)} action={again} />
  )
}

/** Above hits that are not all there may be. */
function Caution({ results, onAgain }: Pick<StandingProps, 'results' | 'onAgain'>): ReactElement | null {
  const text = useText()
  if (results.status !== 'failed') return null
  const why = results.why.status === 'lost' ? '' : `${describeOutcome(text, results.why)} `
  return (
    <p className="search-caution">
      <CloudOff className="icon-inline" aria-hidden="true" />
      <span>
        {why}
        {text.search.keptOnly}
      </span>
      <Button size="small" onClick={onAgain}>
        {text.ui.tryAgain}
      </Button>
    </p>
  )
}

function More({
  results,
  onMore,
}: Pick<StandingProps, 'results'> & { readonly onMore: () => void }): ReactElement | null {
  const text = useText()
  const { more } = results
  if (results.status === 'searching' || isWhole(results)) return null
  return (
    <div className="search-more">
      {more === 'failed' ? <p>{text.search.moreFailed}</p> : null}
      <Button onClick={onMore} busy={more === 'loading'}>
        {more === 'loading' ? text.search.loadingMore : text.search.more}
      </Button>
    </div>
  )
}

/** How many there are, in words: what is kept was looked through only as far as it is shown. */
function useCountText(results: Results, count: number): string {
  const { search } = useText()
  return results.status === 'found' || isWhole(results) ? search.count(count) : search.atLeast(count)
}

/** Says to those who listen how it went. */
function useSpoken({ results, count, wanted }: Omit<StandingProps, 'onAgain'>): void {
  const text = useText()
  const announce = useAnnounce()
  const { status } = results
  const counted = useCountText(results, count)
  const failed = count > 0 ? `${counted}. ${text.search.keptOnly}` : text.search.failed
  const found = count > 0 ? counted : text.search.nothing(wanted)
  const spoken = status === 'searching' ? '' : status === 'found' ? found : failed
  useEffect(() => {
    if (spoken !== '') announce(spoken)
  }, [announce, spoken])
}

/** What was found, beside the messages. */
export function SearchResults({ searching, field, list, query, time, links }: SearchResultsProps): ReactElement {
  const text = useText()
  const now = useNow(60_000)
  const { results, onMore, onAgain } = useResults(query)
  const hits = useHits(results, query)
  const count = countOf(results, hits)
  const counted = useCountText(results, count)
  const wanted = query.text
  useSpoken({ results, count, wanted })
  const onKeyDown = (event: KeyboardEvent): void => goOn(event, { field, list }, searching.close)
  return (
    <section className="search-results" aria-label={text.search.results}>
      <header className="search-head">
        <h2>{count > 0 ? counted : text.search.results}</h2>
        {results.status === 'searching' && count > 0 ? <Spinner /> : null}
        <IconButton icon={X} size="small" label={text.search.close} onClick={searching.close} />
      </header>
      <SearchScope searching={searching} />
      <div className="search-body">
        {hits.length === 0 ? (
          <Nothing results={results} wanted={wanted} onAgain={onAgain} />
        ) : (
          <Caution results={results} onAgain={onAgain} />
        )}
        <ul ref={list}>
          {hits.map((hit) => (
            <li key={hit.message._id}>
              <HitLink
                hit={hit}
                wanted={wanted}
                namesChannel={'serverId' in query.scope}
                time={time}
                now={now}
                links={links}
                onKeyDown={onKeyDown}
              />
            </li>
          ))}
        </ul>
        <More results={results} onMore={onMore} />
      </div>
    </section>
  )
}
