import { counted } from '../count.ts'
import { isolated } from '../isolate.ts'

export const search = {
  label: 'Search',
  open: 'Search messages',
  in: (place: string) => `Search ${isolated(place)}`,
  clear: 'Clear search',
  results: 'Search results',
  close: 'Close search results',
  /** Where it is looked: the name of a channel or a server. */
  scope: 'Search in',
  searching: 'Searching',
  count: (count: number) => counted(count, 'message', 'messages'),
  atLeast: (count: number) => `At least ${counted(count, 'message', 'messages')}`,
  more: 'More results',
  loadingMore: 'Loading more results',
  moreFailed: 'More results did not load.',
  nothing: (wanted: string) => `No message with “${isolated(wanted)}”`,
  nothingText: 'Every message in this place that you may see was searched.',
  keptOnly: 'Only what is kept on this computer was searched.',
  nothingKept: (wanted: string) => `Nothing kept here has “${isolated(wanted)}”`,
  failed: 'The search did not work',
}
