import type { GatewayParts } from '../gateway-parts.ts'
import type { RunningGateway } from '../gateway-options.ts'

/** A scenario that is not there, or whose world cannot be built. */
export class ScenarioError extends Error {}

export interface LiveScenario {
  /** Whether anybody can see what happens. */
  readonly setAudience: (watching: boolean) => void
  readonly stop: () => Promise<void>
}

/** A world to start with, and what goes on in it. */
export interface Scenario {
  /** Fills an empty gateway. Not called where the data directory already has this world. */
  readonly build: (parts: GatewayParts, seed: number) => Promise<void>
  readonly live: (gateway: RunningGateway, seed: number) => Promise<LiveScenario>
}
