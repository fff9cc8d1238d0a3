import type { GatewayParts } from '../gateway-parts.ts'
import type { WorldIds } from './world-spec.ts'
import type { RunningGateway } from '../gateway-options.ts'

/** A scenario that is not there, or whose world cannot be built. */
export class ScenarioError extends Error {}

export interface LiveScenario {
  /** Whether anybody can see what happens. */
  readonly setAudience: (watching: boolean) => void
  readonly stop: () => Promise<void>
}

export interface ScenarioContext {
  /** Where a data directory already holds a world, the seed that one was made from. */
  readonly seed: number
  /** How the owner of the gateway is called. */
  readonly ownerName: string
}

/** A world to start with, and what goes on in it. */
export interface Scenario {
  /** Fills an empty gateway. Not called where the data directory already has a world. */
  readonly build: (parts: GatewayParts, context: ScenarioContext) => Promise<WorldIds>
  readonly live: (gateway: RunningGateway, context: ScenarioContext) => Promise<LiveScenario>
}
