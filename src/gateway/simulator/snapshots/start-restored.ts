import { listenAgain } from '../power/listen-again.ts'
import { ScenarioError, type LiveScenario, type Scenario } from '../scenarios.ts'
import { startSimulation, type Simulation, type SimulationOptions } from '../simulation.ts'
import { findScenario } from '../start-scenario.ts'
import type { SnapshotData } from './snapshot-data.ts'
import { namesIn, restoreSnapshot, type Restored } from './restore-snapshot.ts'

const still: LiveScenario = { setAudience: () => undefined, stop: () => Promise.resolve() }

/**
 * What goes on in it again. What a timeline had already done would be done twice, so that of a file it is the world alone;
 * one that is not there any more, or was somebody's own, is the world alone as well.
 */
async function goingOn(name: string): Promise<Scenario | undefined> {
  try {
    const scenario = await findScenario(name)
    return scenario?.file === undefined ? scenario : { ...scenario, live: () => Promise.resolve(still) }
  } catch (error) {
    if (error instanceof ScenarioError) return undefined
    throw error
  }
}

/** Which clock goes on as this one did: a virtual one stands until it is moved. */
const clockOf = ({ running }: SnapshotData): 'real' | 'virtual' => (running ? 'real' : 'virtual')

/** The seed and the clock are the snapshot's where none is named. */
type Wanted = Pick<SimulationOptions, 'clock' | 'quirks' | 'onFinding' | 'records' | 'gateway'> & {
  readonly seed?: number
}

/** What was restored for it is taken away with it, or where it does not start. */
async function startRestored(restored: Restored, wanted: Wanted): Promise<Simulation> {
  const { data, dataDirectory, prepare, remove } = restored
  const { scenario, at: startMs, chance, faults: kept } = data
  try {
    const own = await goingOn(scenario)
    const simulation = await listenAgain(() =>
      startSimulation({
        clock: clockOf(data),
        ...wanted,
        seed: wanted.seed ?? data.seed,
        scenario: 'empty',
        ...(own === undefined ? {} : { own }),
        startMs,
        chance,
        kept,
        known: namesIn(data),
        gateway: { ...wanted.gateway, dataDirectory, prepare },
      }),
    )
    const stop = async (): Promise<void> => {
      try {
        await simulation.stop()
      } finally {
        await remove()
      }
    }
    return { ...simulation, scenario, stop }
  } catch (error) {
    await remove()
    throw error
  }
}

/**
 * Everything that can be wrong with a snapshot is found out before the answer, which goes on where it ends.
 * @throws SnapshotError
 */
export async function prepareRestored(data: SnapshotData): Promise<(wanted: Wanted) => Promise<Simulation>> {
  const restored = await restoreSnapshot(data)
  return (wanted) => startRestored(restored, wanted)
}
