import type { GatewayOptions } from '../../gateway-options.ts'
import type { Taps } from '../../taps.ts'
import type { WorldIds } from '../world-spec.ts'
import type { Scenario } from '../scenarios.ts'
import { startScenario, type RunningScenario, type ScenarioOptions } from '../start-scenario.ts'
import type { Journal } from '../journal/journal.ts'
import type { Clock } from '../../clock.ts'
import { createRecorder, type Recorder } from './recorder.ts'

interface OpenRecorderOptions {
  readonly journal: Journal
  readonly clock: Clock
  readonly scenario: string
  readonly isOwn: boolean
  readonly dataDirectory: string | undefined
  /** What is called what in a world that goes on. */
  readonly known: WorldIds | undefined
}

/** A recorder, and how a scenario is started with it. */
export interface OpenedRecorder {
  readonly recorder: Recorder
  /** As `startScenario` does. */
  readonly start: (wanted: string | Scenario, options: ScenarioOptions) => Promise<RunningScenario>
}

const withTaps = (recorder: Recorder, taps: Taps = {}): Taps => ({
  ...taps,
  database: (database) => recorder.around(taps.database?.(database) ?? database),
})

export function openRecorder(opening: OpenRecorderOptions): OpenedRecorder {
  const { journal, clock, scenario, isOwn, dataDirectory, known } = opening
  const isFresh = dataDirectory === undefined
  const recorder = createRecorder({ journal, clock, empty: isFresh && !isOwn && scenario === 'empty' })
  if (known !== undefined) recorder.learn(known)
  const gatewayWith = (gateway: GatewayOptions): GatewayOptions => ({
    ...gateway,
    taps: withTaps(recorder, gateway.taps),
    prepare: async (parts) => {
      await gateway.prepare?.(parts)
      recorder.begin()
    },
  })
  return {
    recorder,
    start: async (wanted, options) => {
      const running = await startScenario(wanted, {
        ...options,
        gateway: gatewayWith(options.gateway),
        onWorld: (ids) => {
          recorder.learn(ids)
          options.onWorld?.(ids)
        },
      })
      // What a data directory keeps is no file's world any more.
      if (running.file !== undefined && isFresh) recorder.knows(running.file)
      return running
    },
  }
}
