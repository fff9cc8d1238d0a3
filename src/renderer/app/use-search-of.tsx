import { useRef, type ReactElement } from 'react'
import { SearchField } from '../features/search/search-field.tsx'
import { SearchResults } from '../features/search/search-results.tsx'
import { useSearch } from '../features/search/use-search.ts'
import { useText } from '../i18n/text-provider.tsx'
import type { TimeFormat } from '../parts/format-time.ts'
import { selectChannel, selectOther } from '../store/selectors/channels.ts'
import { useAppState } from '../store/use-app-state.ts'
import type { Links } from './create-links.ts'
import type { Route } from './route.ts'
import type { Width } from './use-width.ts'

interface SearchOf {
  readonly route: Route
  readonly time: TimeFormat
  readonly links: Links
  readonly width: Width
}

interface SearchOfChannel {
  /** In the channel's head. */
  readonly field: ReactElement | undefined
  /** Beside the channel or over it; null while nothing is looked for. */
  readonly results: ReactElement | null
}

/** The name of the channel one is in. */
function useNameOf(route: Route): string {
  const text = useText()
  const name = useAppState((state) => {
    const id = route.kind === 'start' ? undefined : route.channelId
    const channel = id === undefined ? undefined : selectChannel(state, id)
    return channel?.type === 'DM' ? selectOther(state, channel)?.username : channel?.name
  })
  return name ?? text.messages.deletedPerson
}

/** Searching in the channel that the address means. */
export function useSearchOf({ route, time, links, width }: SearchOf): SearchOfChannel {
  const name = useNameOf(route)
  const channelId = route.kind === 'start' ? undefined : route.channelId
  const serverId = route.kind === 'server' ? route.serverId : undefined
  const searching = useSearch(channelId === undefined ? undefined : { channelId, serverId })
  const field = useRef<HTMLInputElement>(null)
  const list = useRef<HTMLUListElement>(null)
  if (searching === undefined) return { field: undefined, results: null }
  const { query, leave } = searching
  return {
    field: <SearchField searching={searching} field={field} list={list} name={name} folded={width === 'narrow'} />,
    results:
      query === undefined ? null : (
        <SearchResults
          searching={searching}
          field={field}
          list={list}
          query={query}
          time={time}
          links={{
            hrefOf: links.messageHref,
            onOpen: (channel, message) => {
              links.openMessage(channel, message)
              // Over the whole channel: it is in the way now.
              if (width === 'narrow') leave()
            },
          }}
        />
      ),
  }
}
