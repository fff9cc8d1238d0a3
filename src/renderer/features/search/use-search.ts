import { useMemo, useState, type RefObject } from 'react'
import type { ChannelId, ServerId } from '#shared/models/ids.ts'
import type { SearchQuery } from '../../sync/search.ts'

/** Where somebody is who searches. */
export interface SearchPlace {
  readonly channelId: ChannelId
  /** Undefined in a direct message. */
  readonly serverId: ServerId | undefined
}

interface Asked {
  /** Empty: nothing is looked for. */
  readonly text: string
  readonly isWide: boolean
  readonly at: SearchPlace | undefined
  /** Another one each time the search ends: the field begins anew. */
  readonly round: number
  /** It was closed on purpose, and whoever did that goes on where one searches. */
  readonly returns: boolean
}

export interface Searching {
  readonly place: SearchPlace
  readonly query: SearchQuery | undefined
  readonly round: number
  readonly returns: boolean
  /** Where one searches has the focus again: what is drawn there later is not to take it once more. */
  readonly onReturned: () => void
  readonly isWide: boolean
  readonly look: (text: string) => void
  /** In the whole server, or in the channel alone. */
  readonly widen: (isWide: boolean) => void
  readonly close: () => void
  /** The same for somebody who goes on elsewhere. */
  readonly leave: () => void
}

/** Between field and hits the arrows lead. */
export interface SearchParts {
  readonly field: RefObject<HTMLInputElement | null>
  readonly list: RefObject<HTMLUListElement | null>
}

const UNASKED: Asked = { text: '', isWide: false, at: undefined, round: 0, returns: false }

const hasLeft = ({ at, isWide }: Asked, place: SearchPlace | undefined): boolean => {
  if (at === undefined) return false
  if (place === undefined) return true
  const isServer = isWide && at.serverId !== undefined
  return isServer ? at.serverId !== place.serverId : at.channelId !== place.channelId
}

const ended = ({ round }: Asked, returns: boolean): Asked => ({ ...UNASKED, round: round + 1, returns })

function queryOf({ text, isWide, at }: Asked): SearchQuery | undefined {
  if (at === undefined || text === '') return undefined
  const { serverId, channelId } = at
  return { text, scope: isWide && serverId !== undefined ? { serverId } : { channelId } }
}

/** What is looked for, until it is closed or its channel or server is left. */
export function useSearch(place: SearchPlace | undefined): Searching | undefined {
  const [asked, setAsked] = useState(UNASKED)
  if (hasLeft(asked, place)) setAsked(ended(asked, false))
  const query = useMemo(() => queryOf(asked), [asked])
  if (place === undefined) return undefined
  return {
    place,
    query,
    round: asked.round,
    returns: asked.returns,
    onReturned: () => {
      setAsked((before) => (before.returns ? { ...before, returns: false } : before))
    },
    isWide: asked.isWide,
    look: (text) => {
      setAsked((before) => ({ ...before, text, at: place }))
    },
    widen: (isWide) => {
      setAsked((before) => ({ ...before, isWide, at: place }))
    },
    close: () => {
      setAsked((before) => ended(before, true))
    },
    leave: () => {
      setAsked((before) => ended(before, false))
    },
  }
}
