import type { Clock } from '../clock.ts'
import type { UserId } from '#shared/models/ids.ts'
import type { PresenceUpdate } from '#shared/models/presence.ts'

/** How long somebody whose last socket closed still counts as online: a reload is no absence. */
export const OFFLINE_GRACE_MS = 3_000

/** Who is online: people with at least one socket, counted, not flagged (GW-5, D1). */
export interface Presence {
  /** Counts a socket; true where this is the first one and the others must hear. */
  readonly arrive: (user: UserId) => boolean
  readonly leave: (user: UserId) => void
  readonly online: () => UserId[]
  readonly stop: () => void
}

interface PresenceOptions {
  readonly clock: Clock
  readonly graceMs: number
  readonly announce: (update: PresenceUpdate) => void
}

export function createPresence({ clock, graceMs, announce }: PresenceOptions): Presence {
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
    leave: (user) => {
      const count = counts.get(user) ?? 0
      if (count > 1) {
        counts.set(user, count - 1)
        return
      }
      counts.delete(user)
      if (stopped) return
      leaving.set(
        user,
        clock.after(graceMs, () => {
          goOffline(user)
        }),
      )
    },
    online: () => [...new Set([...counts.keys(), ...leaving.keys()])],
    stop: () => {
      stopped = true
      for (const callOff of leaving.values()) callOff()
    },
  }
}
