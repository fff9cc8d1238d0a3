import type { ScenarioFile } from '#shared/simulator/scenario-file.ts'
import { compileWorld } from '../scenario/compile-world.ts'
import { loadScenario } from '../scenario/load-scenario.ts'
import { ScenarioError } from '../scenarios.ts'
import type { WorldSpec } from '../world-spec.ts'

/** A scenario as far as it can be told by the protocol alone. */
export interface Story {
  readonly world: WorldSpec
  /** Where people wrote it: what goes on in it. */
  readonly file: ScenarioFile | undefined
}

/** @throws ScenarioError */
export async function readStory(scenario: string, seed: number): Promise<Story> {
  const now = Date.now()
  if (scenario === 'empty') {
    throw new ScenarioError('In "empty" there is nobody who could do anything: choose another scenario')
  }
  if (scenario === 'demo') {
    const { makeDemoWorld } = await import('../demo/make-demo-world.ts')
    return { world: makeDemoWorld({ seed, now, offsetMs: 0, ownerName: 'owner' }), file: undefined }
  }
  const file = await loadScenario(scenario)
  return { world: compileWorld(file.world, { seed, now }), file }
}
