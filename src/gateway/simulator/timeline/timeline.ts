import { actionNames, type ScenarioFile, type TimelineStep } from '#shared/simulator/scenario-file.ts'
import type { RunningGateway } from '../../gateway-options.ts'
import { createRandom } from '../random.ts'
import type { LiveScenario } from '../scenarios.ts'
import type { Power } from '../power/start-with-power.ts'
import type { Stage } from '../stage.ts'
import type { WorldIds } from '../world-spec.ts'
import { createCast } from './cast.ts'
import { createDirectory, type NamedMessage } from './directory.ts'
import { perform } from './perform.ts'
import { createQueue } from './queue.ts'
import { createTriggers } from './triggers.ts'

interface TimelineOptions {
  readonly file: ScenarioFile
  readonly gateway: RunningGateway
  readonly seed: number
  readonly ids: WorldIds
  readonly stage: Stage
  readonly power: Power
}

/** More of them tell nobody more. */
const MOST_FAILURES = 20

/** Lets happen what a scenario plans, one thing after the other, by the clock of its stage. */
export function startTimeline({ file, gateway, seed, ids, stage, power }: TimelineOptions): LiveScenario {
  const { journal, faults } = stage
  const directory = createDirectory(file, ids, seed)
  const cast = createCast({ gateway, stage, power, directory })
  const random = createRandom(seed, 'timeline')
  const queue = createQueue(journal)
  const triggers = createTriggers(stage, directory)
  const later = (delayMs: number, work: () => Promise<void>): void => {
    triggers.later(delayMs, () => {
      queue.add(work)
    })
  }

  const failed: string[] = []
  let done = 0

  /** What somebody planned cannot be done: it is told, and the rest goes on. */
  function fail(text: string): void {
    journal.tell({ kind: 'note', text })
    if (failed.length < MOST_FAILURES) failed.push(text)
  }

  async function play(index: number, step: TimelineStep, it: NamedMessage | undefined): Promise<void> {
    const title = `timeline.${index} ${actionNames.find((name) => step[name] !== undefined) ?? ''}`
    try {
      const answer = await perform(step, { gateway, stage, power, directory, cast, random, it, later })
      if (answer?.ok === false) fail(`${title}: refused with ${answer.status}`)
    } catch (error) {
      fail(`${title}: ${error instanceof Error ? error.message : String(error)}`)
    }
    done += 1
  }

  for (const fault of file.faults ?? []) faults.add(fault)
  for (const [index, step] of (file.timeline ?? []).entries()) {
    triggers.arm(step, (it) => {
      queue.add(() => play(index, step, it))
    })
  }

  return {
    setAudience: () => undefined,
    timeline: {
      idle: queue.idle,
      directory,
      progress: () => ({
        steps: file.timeline?.length ?? 0,
        done,
        failed,
        over: triggers.waiting() === 0 && queue.isIdle(),
      }),
    },
    stop: async () => {
      triggers.end()
      queue.close()
      await queue.idle()
      cast.stop()
    },
  }
}
