import type { Fault } from '#shared/simulator/fault.ts'
import { listenAgain } from '../power/listen-again.ts'
import { startSimulation, type Simulation, type SimulationOptions } from '../simulation.ts'
import type { SnapshotData } from '../snapshots/snapshot-data.ts'
import { findScenario } from '../start-scenario.ts'
import { createActors, type Actors } from './actors.ts'
import { newToken } from './keys.ts'
import { Refusal } from './refusal.ts'

/** Which world, and of which seed: those that are there where nothing is said. */
interface Wish {
  readonly scenario?: string | undefined
  readonly seed?: number | undefined
}

/** A gateway that may be started again at the same address, with another world. */
export interface SimulationHost {
  /** Waits while one is on its way. */
  readonly current: () => Promise<Running>
  /** @throws ScenarioError, Refusal; nothing has happened then */
  readonly restart: (wish: Wish) => Promise<Running>
  /** @throws SnapshotError, Refusal; nothing has happened then */
  readonly restore: (read: () => Promise<SnapshotData>) => Promise<Running>
  readonly setAudience: (watching: boolean) => void
  readonly stop: () => Promise<void>
}

export interface Running {
  readonly simulation: Simulation
  /** How often it has been started. */
  readonly run: number
  readonly actors: Actors
}

export const runningOf = (simulation: Simulation, run: number): Running => ({
  simulation,
  run,
  actors: createActors(simulation),
})

/** What is held is let go: a stop waits for requests that are being handled. */
export async function stopFreely({ simulation, actors }: Running): Promise<void> {
  actors.close()
  simulation.faults.clear()
  await simulation.stop()
}

type Start = () => Promise<Simulation>

interface Runs {
  readonly current: () => Promise<Running>
  /** @throws what the start throws; there is none then until the next has been started */
  readonly replace: (start: Start) => Promise<Running>
}

/** One after the other. */
function createRuns(): Runs {
  let run = 0
  let running: Promise<Running> | undefined

  async function replaceAfter(before: Promise<Running> | undefined, start: Start): Promise<Running> {
    const last = await before?.catch(() => undefined)
    if (last !== undefined) await stopFreely(last)
    run += 1
    return runningOf(await start(), run)
  }

  return {
    current: () => running ?? Promise.reject(new Error('Nothing has been started')),
    replace: (start) => {
      running = replaceAfter(running, start)
      return running
    },
  }
}

/** @throws what startSimulation throws */
export async function startHost(
  options: Omit<SimulationOptions, 'own'>,
  faults: readonly Fault[],
): Promise<SimulationHost> {
  const runs = createRuns()
  // Whoever was there when a snapshot was taken comes again with the token they have.
  const tokenSecret = options.gateway.dataDirectory === undefined ? newToken() : undefined
  const common = { ...options.gateway, tokenSecret }
  let wanted = { scenario: options.scenario, seed: options.seed }

  async function begin(port: number): Promise<Simulation> {
    const simulation = await startSimulation({ ...options, ...wanted, records: true, gateway: { ...common, port } })
    for (const fault of faults) simulation.faults.add(fault)
    return simulation
  }

  function demandNothingKept(): void {
    if (options.gateway.dataDirectory === undefined) return
    throw new Refusal(409, 'This gateway keeps its data: start one without --data to play with')
  }

  const { port } = (await runs.replace(() => begin(options.gateway.port))).simulation.gateway

  return {
    current: runs.current,
    restart: async ({ scenario = wanted.scenario, seed = wanted.seed }) => {
      demandNothingKept()
      await findScenario(scenario)
      wanted = { scenario, seed }
      return runs.replace(() => listenAgain(() => begin(port)))
    },
    restore: async (read) => {
      demandNothingKept()
      const data = await read()
      const { prepareRestored } = await import('../snapshots/start-restored.ts')
      const startRestored = await prepareRestored(data)
      wanted = { scenario: data.scenario, seed: data.seed }
      const { quirks = [], onFinding } = options
      const referee = onFinding === undefined ? {} : { onFinding }
      return runs.replace(() => startRestored({ quirks, ...referee, records: true, gateway: { ...common, port } }))
    },
    setAudience: (watching) => {
      runs.current().then(
        ({ simulation }) => {
          simulation.setAudience(watching)
        },
        () => undefined,
      )
    },
    stop: async () => {
      const last = await runs.current().catch(() => undefined)
      if (last !== undefined) await stopFreely(last)
    },
  }
}
