import { createStore, useStore } from 'zustand'
import type { Segment } from './journal/rows.ts'

export type Selected =
  | { readonly kind: 'step'; readonly cursor: number }
  | { readonly kind: 'person'; readonly name: string }

/** What somebody looks at: nothing of it is the gateway's. */
export interface PageState {
  readonly filter: string
  readonly segment: Segment
  /** The room that the log is narrowed to. */
  readonly room: string | undefined
  readonly selected: Selected | undefined
  /** The newest row stays in view. */
  readonly follows: boolean
  /** Who is spoken as. */
  readonly speaker: string | undefined
  /** Grows whenever a snapshot has come or gone. */
  readonly snapshotsRenewed: number
}

const atFirst: PageState = {
  filter: '',
  segment: 'all',
  room: undefined,
  selected: undefined,
  follows: true,
  speaker: undefined,
  snapshotsRenewed: 0,
}

const store = createStore<PageState>(() => atFirst)

export const change = (part: Partial<PageState>): void => {
  store.setState(part)
}

/** Where another gateway or another run of it is shown, what was selected is not there. */
export const leave = (): void => {
  store.setState({ room: undefined, selected: undefined, follows: true, speaker: undefined })
}

export const renewSnapshots = (): void => {
  store.setState(({ snapshotsRenewed }) => ({ snapshotsRenewed: snapshotsRenewed + 1 }))
}

export function usePage<Part>(select: (state: PageState) => Part): Part {
  return useStore(store, select)
}
