import { setTimeout } from 'node:timers/promises'
import { PortError } from '../../listen.ts'

/** A port that was given up may be taken for a moment, by a connection from it to somewhere else. */
const PORT_TRIES = 40
const TRY_AGAIN_MS = 50

/** Starts something at an address that was its own a moment ago. */
export async function listenAgain<Started>(start: () => Promise<Started>): Promise<Started> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await start()
    } catch (error) {
      if (!(error instanceof PortError) || tries === PORT_TRIES) throw error
      await setTimeout(TRY_AGAIN_MS)
    }
  }
}
