import type { Fault } from '#shared/simulator/fault.ts'
import { startSimulation, type Simulation, type SimulationOptions } from '../simulation.ts'
import { findScenario } from '../start-scenario.ts'
import { Refusal } from './refusal.ts'

/** A gateway that may be started again at the same address, with another world. */
export interface SimulationHost {
  /** Waits while one is on its way. */
  readonly current: () => Promise<Running>
  /** @throws ScenarioError, Refusal; nothing has happened then */
  readonly restart: (scenario: string, seed: number) => Promise<Running>
  readonly setAudience: (watching: boolean) => void
  readonly stop: () => Promise<void>
}

export interface Running {
  readonly simulation: Simulation
  /** How often it has been started. */
  readonly run: number
}

/** What is held is let go: a stop waits for requests that are being handled. */
export async function stopFreely({ faults, stop }: Simulation): Promise<void> {
  faults.clear()
  await stop()
}

/** @throws what startSimulation throws */
export async function startHost(options: SimulationOptions, faults: readonly Fault[]): Promise<SimulationHost> {
  async function start(run: number, wanted: SimulationOptions): Promise<Running> {
    const simulation = await startSimulation(wanted)
    for (const fault of faults) simulation.faults.add(fault)
    return { simulation, run }
  }

  const first = await start(1, options)
  const { port } = first.simulation.gateway
  let running = Promise.resolve(first)

  async function restartAfter(before: Promise<Running>, scenario: string, seed: number): Promise<Running> {
    const { simulation, run } = await before
    await stopFreely(simulation)
    return start(run + 1, { ...options, scenario, seed, gateway: { ...options.gateway, port } })
  }

  return {
    current: () => running,
    restart: async (scenario, seed) => {
      if (options.gateway.dataDirectory !== undefined) {
        throw new Refusal(409, 'This gateway keeps its data: start one without --data to play with')
      }
      await findScenario(scenario)
      running = restartAfter(running, scenario, seed)
      return running
    },
    setAudience: (watching) => {
      void running.then(({ simulation }) => {
        simulation.setAudience(watching)
      })
    },
    stop: async () => stopFreely((await running).simulation),
  }
}
