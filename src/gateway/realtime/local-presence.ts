import type { Clock } from '../clock.ts'
import type { UserId } from '#shared/models/ids.ts'
import type { PresenceUpdate } from '#shared/models/presence.ts'
import type { Contain } from './contain.ts'
import type { Presence } from './live-state.ts'

/** How long somebody whose last socket closed still counts as online: a reload is no absence. */
export const OFFLINE_GRACE_MS = 3_000

interface PresenceOptions {
  readonly clock: Clock
  readonly contain: Contain
  readonly announce: (update: PresenceUpdate) => void
}

/** Presence in the memory of one gateway; empty after a restart. */
export function createLocalPresence({ clock, contain, announce }: PresenceOptions): Presence {
  const counts = new Map<UserId, number>()
  const leaving = new Map<UserId, () => void>()
  let stopped = false

  function goOffline(user: UserId): void {
    leaving.delete(user)
    announce({ userId: user, status: 'offline' })
  }

  return {
    arrive: (user) => {
      const count = counts.get(user) ?? 0
      counts.set(user, count + 1)
      const callOff = leaving.get(user)
      callOff?.()
      leaving.delete(user)
      return count === 0 && callOff === undefined
    },
    leave: (user, graceMs) => {
      const count = counts.get(user) ?? 0
      if (count > 1) {
        counts.set(user, count - 1)
        return
      }
      const wasOnline = counts.delete(user)
      if (stopped || !wasOnline) return
      const later = contain(() => {
        goOffline(user)
      })
      if (graceMs === 0) later()
      else leaving.set(user, clock.after(graceMs, later))
    },
    online: () => [...new Set([...counts.keys(), ...leaving.keys()])],
    stop: () => {
      stopped = true
      for (const callOff of leaving.values()) callOff()
    },
  }
}
