import type { Account } from '../../accounts/account.ts'
import type { SearchKept } from './run-search.ts'
import { shownHits } from './shown-hits.ts'

/** What is kept of an account, as far as it is in the place where somebody searches and is still a hit. */
export const searchKeptOf = ({ search, store }: Pick<Account, 'search' | 'store'>): SearchKept =>
  async function* searchKept(query, signal) {
    const { text, scope } = query
    const place = 'channelId' in scope ? { channelId: scope.channelId } : {}
    for await (const part of search({ text, ...place }, signal)) {
      const hits = shownHits(store.get(), part, query)
      if (hits.length > 0) yield hits.map(({ message }) => message)
    }
  }
