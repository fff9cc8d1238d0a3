import type { ScenarioFile } from '#shared/simulator/scenario-file.ts'
import { buildWorld, recallWorld } from '../build-world.ts'
import type { LiveScenario, Scenario } from '../scenarios.ts'
import { compileWorld } from './compile-world.ts'
import { loadScenario } from './load-scenario.ts'

const still: LiveScenario = { setAudience: () => undefined, stop: () => Promise.resolve() }

/** Expectations are looked for in the journal. */
function needsStage({ timeline = [], faults = [], expect = [] }: ScenarioFile): boolean {
  return [timeline, faults, expect].some((list) => list.length > 0)
}

/** A scenario as its file says it. */
export function fileScenario(file: ScenarioFile): Scenario {
  return {
    file,
    needsStage: needsStage(file),
    build: (parts, { seed }) => buildWorld(parts, compileWorld(file.world, { seed, now: parts.clock.now() }), seed),
    recall: (parts, { seed }) =>
      recallWorld(parts, compileWorld({ ...file.world, history: {}, reads: [] }, { seed, now: 0 }), seed),
    live: async (gateway, { seed, ids, stage, power }) => {
      if (stage === undefined || power === undefined || ids === undefined || !needsStage(file)) return still
      const { startTimeline } = await import('../timeline/timeline.ts')
      return startTimeline({ file, gateway, seed, ids, stage, power })
    },
  }
}

/** @throws ScenarioError as loadScenario does */
export const loadFileScenario = async (name: string): Promise<Scenario> => fileScenario(await loadScenario(name))
