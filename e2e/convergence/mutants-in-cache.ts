import type { Mutant } from './mutant.ts'

/** Those that a trace or a random history has to notice in which what was read is kept for the next page. */
export const mutantsInCache: readonly Mutant[] = [
  {
    rule: 1,
    does: 'shows what is kept where it has shown something newer',
    file: 'renderer/sync/read/cached-reader.ts',
    find: 'if (shown.isBehind(channelId, range.rows) || isChannelGone',
    replace: 'if (isChannelGone',
  },
  {
    rule: 1,
    does: 'counts what it had counted on top of what the gateway counts',
    file: 'renderer/sync/read/marks.ts',
    find: 'tail: known.tail.filter((entry) => entry._id > through)',
    replace: 'tail: known.tail.filter((entry) => entry._id !== through)',
  },
  {
    rule: 3,
    does: 'lays what is kept over what the gateway has told',
    file: 'renderer/accounts/hydrate.ts',
    find: 'if (hasBeenTold(store.get())) return',
    replace: 'void hasBeenTold',
  },
  {
    rule: 5,
    does: 'is content with what is kept of the channel somebody comes to',
    file: 'renderer/sync/read/window-reader.ts',
    find: 'else void cached.showNewest(channelId).then(() => catchUp(channelId))',
    replace:
      "else void cached.showNewest(channelId).then(() => (store.get().windows[channelId]?.status === 'ready' ? undefined : catchUp(channelId)))",
  },
  {
    rule: 7,
    does: 'forgets with the page that the gateway does not know how far was read',
    file: 'renderer/sync/read/marks.ts',
    find: 'known.untold === true && here > there',
    replace: 'known.untold === true && here < there',
  },
  {
    rule: 14,
    does: 'says that there is no hole between two ranges that are kept',
    file: 'renderer/storage/cache-ranges.ts',
    find: 'a.newest <= b.oldest && b.newest <= a.oldest',
    replace: 'a.newest <= b.oldest || b.newest <= a.oldest',
  },
  {
    rule: 14,
    does: 'joins what is kept to what was gone to beyond it',
    file: 'renderer/sync/islands.ts',
    find: 'window.catchingUp ? overlaps(last, window) :',
    replace: '',
  },
  {
    rule: 18,
    does: 'shows what is kept of a server that is gone',
    file: 'renderer/sync/read/cached-reader.ts',
    find: 'if (place === undefined || isServerGone(store.get(), serverId)) return',
    replace: 'if (place === undefined) return',
  },
  {
    rule: 22,
    does: 'takes the seat without looking at what the one before had kept',
    file: 'renderer/storage/keep-cache.ts',
    find: "          onDisk = 'unknown'",
    replace: "          onDisk = 'what was written'",
  },
  {
    rule: 23,
    does: 'keeps the messages of a channel that was lost',
    file: 'renderer/storage/cache-changes.ts',
    find: 'return [...new Set([...unmarked, ...gone])]',
    replace: 'return [...new Set([...unmarked, ...gone])].slice(0, 0)',
  },
  {
    rule: 23,
    does: 'keeps a message as it was when it was kept first',
    file: 'renderer/storage/cache-changes.ts',
    find: 'rows: window.rows.filter((row) => !known.has(row))',
    replace: 'rows: window.rows.filter((row) => before.every(({ _id }) => _id !== row._id))',
  },
]
