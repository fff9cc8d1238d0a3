import type { ScenarioFile } from '#shared/simulator/scenario-file.ts'
import type { GatewayParts } from '../gateway-parts.ts'
import type { RunningGateway } from '../gateway-options.ts'
import type { Power } from './power/start-with-power.ts'
import type { Stage } from './stage.ts'
import type { Directory } from './timeline/directory.ts'
import type { WorldIds } from './world-spec.ts'

/** A scenario that is not there, or whose world cannot be built. */
export class ScenarioError extends Error {}

export interface TimelineProgress {
  /** How many steps there are, and how often one has been done. */
  readonly steps: number
  readonly done: number
  /** Those that could not be done, and why: the first of them. */
  readonly failed: readonly string[]
  /** Whether nothing comes any more at a time of its own. */
  readonly over: boolean
}

/** What goes on in a scenario by its own plan, step after step. */
export interface Timeline {
  /** Resolves once everything that has become due is done, but for what a fault holds up. */
  readonly idle: () => Promise<void>
  /** What everything is called by now: what was made and said meanwhile, too. */
  readonly directory?: Directory
  readonly progress?: () => TimelineProgress
}

export interface LiveScenario {
  /** Whether anybody can see what happens. */
  readonly setAudience: (watching: boolean) => void
  readonly stop: () => Promise<void>
  readonly timeline?: Timeline | undefined
}

export interface ScenarioContext {
  /** Where a data directory already holds a world, the seed that one was made from. */
  readonly seed: number
  /** How the owner of the gateway is called. */
  readonly ownerName: string
}

/** What a scenario that is going on may use: who and what there is, and the stage, where it has one. */
export interface LiveContext extends ScenarioContext {
  readonly ids: WorldIds | undefined
  readonly stage: Stage | undefined
  /** Where there is a stage, the gateway on it can be killed and started again. */
  readonly power: Power | undefined
}

/** A world to start with, and what goes on in it. */
export interface Scenario {
  /** Where it was written by people: what it says. */
  readonly file?: ScenarioFile
  /** Whether it does anything that needs a stage. */
  readonly needsStage?: boolean
  /** Fills an empty gateway. Not called where the data directory already has a world. */
  readonly build: (parts: GatewayParts, context: ScenarioContext) => Promise<WorldIds>
  /** The same of a world that was built in an earlier run. */
  readonly recall?: (parts: GatewayParts, context: ScenarioContext) => Promise<WorldIds>
  readonly live: (gateway: RunningGateway, context: LiveContext) => Promise<LiveScenario>
}
