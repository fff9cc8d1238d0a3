import type { ChannelId } from '#shared/models/ids.ts'
import { withOlder } from '../windows.ts'
import type { IslandReaderOptions } from './catch-up-island.ts'
import { windowChanger } from './change-window.ts'
import { readPage } from './read-range.ts'
import { trimmer } from './trim.ts'

/** Reads one page before the window of a channel. */
export function createOlderReader(
  options: Omit<IslandReaderOptions, 'clock'>,
): (channelId: ChannelId) => Promise<void> {
  const { api, store, epochs, pages, repair, changeRanges } = options
  const changeWindow = windowChanger(store, changeRanges)
  const trim = trimmer(options)

  return async (channelId) => {
    const window = store.get().windows[channelId]
    const first = window?.rows[0]
    if (window === undefined || first === undefined || window.reachesStart || window.older === 'loading') return
    const epoch = epochs.current()
    const viewed = store.get().viewed[channelId]
    changeWindow(channelId, (current) => ({ ...current, older: 'loading' }))
    const outcome = await readPage(api, { channelId, limit: pages.first, before: first._id })
    if (epoch !== epochs.current()) return
    if (outcome.status !== 'done') {
      changeWindow(channelId, (current) => ({ ...current, older: 'failed' }))
      return
    }
    const page = { rows: outcome.body, reachesStart: outcome.body.length < pages.first }
    changeWindow(channelId, (current) => withOlder(current, page, first._id), page.rows)
    trim(channelId, { keep: 'older', end: first._id, viewed })
    void repair(channelId)
  }
}
