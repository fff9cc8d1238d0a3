import type { ReactElement } from 'react'
import { useText } from '../../i18n/text-provider.tsx'
import { selectChannel } from '../../store/selectors/channels.ts'
import { useAppState } from '../../store/use-app-state.ts'
import type { Searching } from './use-search.ts'

/** In the channel or in its whole server; a direct message has nothing around it. */
export function SearchScope({ searching }: { readonly searching: Searching }): ReactElement | null {
  const text = useText()
  const { place, isWide, widen } = searching
  const server = useAppState((state) => state.servers?.find(({ _id }) => _id === place.serverId)?.name)
  const channel = useAppState((state) => {
    const known = selectChannel(state, place.channelId)
    return known === undefined || known.type === 'DM' ? undefined : known.name
  })
  if (server === undefined || channel === undefined) return null
  return (
    <div className="search-scope" role="group" aria-label={text.search.scope}>
      <button type="button" aria-pressed={!isWide} onClick={() => widen(false)}>
        <bdi className="truncate">#{channel}</bdi>
      </button>
      <button type="button" aria-pressed={isWide} onClick={() => widen(true)}>
        <bdi className="truncate">{server}</bdi>
      </button>
    </div>
  )
}
