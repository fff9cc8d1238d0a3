import type { Scenario } from '../scenarios.ts'

export const demoScenario: Scenario = {
  build: () => Promise.resolve(),
  live: () => Promise.resolve({ setAudience: () => undefined, stop: () => Promise.resolve() }),
}
