import { buildWorld, recallWorld } from './build-world.ts'
import type { Scenario } from './scenarios.ts'
import type { WorldSpec } from './world-spec.ts'

/** A world in which nothing goes on but what its visitors do. */
export const worldScenario = (world: WorldSpec): Scenario => ({
  build: (parts, { seed }) => buildWorld(parts, world, seed),
  recall: (parts, { seed }) => recallWorld(parts, world, seed),
  live: () => Promise.resolve({ setAudience: () => undefined, stop: () => Promise.resolve() }),
})
