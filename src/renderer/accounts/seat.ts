import type { AccountSummary } from '../platform/sessions.ts'
import type { KeptDisk } from '../sync/kept-disk.ts'
import type { Seat } from '../sync/seat.ts'

/** A page that cannot read what is kept leaves the seat to one that can: a newer version's. */
export const leaveToNewer = (seat: Pick<OwnSeat, 'leave'>, kept: Pick<KeptDisk, 'onKeeping'>): (() => void) =>
  kept.onKeeping((keeping) => {
    if (keeping === 'newer') seat.leave()
  })

interface SeatOptions {
  /** Undefined on a page of an unencrypted address. */
  readonly locks: Pick<LockManager, 'request'> | undefined
  readonly name: string
}

export interface OwnSeat extends Seat {
  /** The next page in line gets it. */
  readonly leave: () => void
}

/** Stands in line for the seat. A page that is closed, or whose process dies, leaves it by itself. */
export function takeSeat({ locks, name }: SeatOptions): OwnSeat {
  const listeners = new Set<() => void>()
  const gone = new AbortController()
  const left = Promise.withResolvers<undefined>()
  let mine = locks === undefined

  function sit(): Promise<undefined> {
    mine = !gone.signal.aborted
    if (mine) for (const listener of listeners) listener()
    return left.promise
  }

  // It is refused only to somebody who has left the line.
  locks?.request(name, { signal: gone.signal }, sit).catch(() => undefined)
  return {
    isShared: locks !== undefined,
    isMine: () => mine,
    onMine: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    leave: () => {
      mine = false
      gone.abort()
      left.resolve(undefined)
    },
  }
}

/** A page of an unencrypted address has no locks, whatever its type says. */
const locksHere = (): LockManager | undefined => ('locks' in navigator ? navigator.locks : undefined)

export const takeSeatOf = ({ gatewayId, userId }: AccountSummary): OwnSeat =>
  takeSeat({ locks: locksHere(), name: `mew:${gatewayId} ${userId}` })
