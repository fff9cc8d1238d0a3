import { setImmediate, setTimeout } from 'node:timers/promises'
import type { Simulation } from '../simulation.ts'
import type { ActorConnection } from '../actors/actor-connection.ts'

const LIMIT_MS = 10_000
/** Packets to an actor arrive by the network of this machine, which tells nobody when. */
const LOOK_AGAIN_MS = 1

/** What is still under way, in words; nothing where nothing is. */
function underWay({ activity, clock }: Simulation, actors: Iterable<ActorConnection>): string | undefined {
  if (activity.working() > 0) return `${activity.working()} requests`
  if (clock.isRunning() && activity.delayed() > 0) return `${activity.delayed()} that are late`
  if ([...actors].some((actor) => !actor.isCaughtUp(activity.sentTo))) return 'packets to actors'
  return undefined
}

/** @throws Error that says what is still under way after ten seconds */
export async function untilIdle(simulation: Simulation, actors: Iterable<ActorConnection>): Promise<void> {
  const { gateway, journal, activity, power } = simulation
  const endsAt = performance.now() + LIMIT_MS
  for (;;) {
    await power?.settled()
    const before = journal.length()
    const busy = underWay(simulation, actors)
    if (busy === undefined) {
      // Behind every turn that was asked for, and behind what those set going.
      await gateway.parts.database.settle(() => Promise.resolve())
      await setImmediate()
      if (journal.length() === before && underWay(simulation, actors) === undefined) return
    } else {
      if (performance.now() > endsAt) throw new Error(`After ${LIMIT_MS} ms there are still under way: ${busy}`)
      await Promise.race([activity.changed(), setTimeout(LOOK_AGAIN_MS)])
    }
  }
}
