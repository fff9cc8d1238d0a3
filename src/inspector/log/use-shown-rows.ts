import { useDeferredValue, useMemo } from 'react'
import { readFilter, type Looking } from '../journal/filter.ts'
import { createShownRows } from '../journal/shown-rows.ts'
import { usePage } from '../page-state.ts'
import { useInspector, useLogVersion, useNames } from '../use-inspector.ts'

/** The rows that fit what somebody looks for, by cursor. */
export function useShownRows(): readonly number[] {
  const { log } = useInspector()
  const version = useLogVersion()
  const names = useNames()
  const filter = useDeferredValue(usePage((page) => page.filter))
  const segment = usePage((page) => page.segment)
  const room = usePage((page) => page.room)
  const rows = useMemo(() => {
    const narrowed = room === undefined ? filter : `${filter} room:${room}`
    return createShownRows(log, readFilter(narrowed, segment))
  }, [log, filter, segment, room])
  const looking = useMemo<Looking>(() => ({ names, at: log.at }), [names, log])
  // The version is what they depend on: the log itself stays the same.
  return useMemo(() => (version < 0 ? [] : [...rows.update(looking)]), [rows, looking, version])
}
