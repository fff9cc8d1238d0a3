import type { Clock } from '../../clock.ts'
import type { Database } from '../../database/open-database.ts'
import { isoTime } from '../../new-id.ts'
import { deleteEndedSessions } from './repository.ts'

const EVERY_MS = 60 * 60_000

interface SessionSweepOptions {
  readonly clock: Clock
  readonly database: Database
  /** As long may a token of a session be about that nobody can refresh any more. */
  readonly accessLifetimeSeconds: number
  readonly onFailure: (error: unknown) => void
}

/** Drops what nobody can use any more, now and every hour, so that nothing grows with every sign-in. Answers its end. */
export function startSessionSweep(options: SessionSweepOptions): () => void {
  const { clock, database, accessLifetimeSeconds, onFailure } = options
  let callOff = (): void => undefined

  function sweep(): void {
    const before = isoTime(clock.now() - accessLifetimeSeconds * 1000)
    database
      .write(async (writer) => {
        await deleteEndedSessions(writer, before)
        return { result: undefined }
      })
      .catch(onFailure)
    callOff = clock.after(EVERY_MS, sweep)
  }

  sweep()
  return () => {
    callOff()
  }
}
