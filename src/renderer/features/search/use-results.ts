import { useEffect, useEffectEvent, useMemo, useRef, useState } from 'react'
import { useAccount } from '../../accounts/account-context.ts'
import { useAppState } from '../../store/use-app-state.ts'
import type { SearchQuery } from '../../sync/search.ts'
import { NOTHING_YET, startSearch, type Results } from './run-search.ts'
import { searchKeptOf } from './search-kept.ts'

interface Looking {
  readonly results: Results
  readonly onMore: () => void
  readonly onAgain: () => void
}

interface FoundFor {
  readonly query: SearchQuery
  readonly results: Results
}

/** Looks for something, and again once the line is back that was missing. */
export function useResults(query: SearchQuery): Looking {
  const account = useAccount()
  const sources = useMemo(() => ({ search: account.sync.search, searchKept: searchKeptOf(account) }), [account])
  const [found, setFound] = useState<FoundFor>({ query, results: NOTHING_YET })
  const running = useRef<ReturnType<typeof startSearch>>(undefined)
  const connected = useAppState((state) => state.connection.status === 'connected')
  // What was found for another question is no answer to this one.
  const results = found.query === query ? found.results : NOTHING_YET
  const isMissed = results.status === 'failed' && results.why.status === 'lost'

  useEffect(() => {
    const search = startSearch(sources, query, (now) => {
      setFound({ query, results: now })
    })
    running.current = search
    return search.stop
  }, [sources, query])

  const onConnected = useEffectEvent(() => {
    if (isMissed) running.current?.again()
  })
  useEffect(() => {
    if (connected) onConnected()
  }, [connected])

  return { results, onAgain: () => running.current?.again(), onMore: () => running.current?.more() }
}
