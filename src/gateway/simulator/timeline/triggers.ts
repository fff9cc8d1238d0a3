import { durationMs } from '#shared/simulator/duration.ts'
import type { TimelineStep } from '#shared/simulator/scenario-file.ts'
import type { Stage } from '../stage.ts'
import type { Directory, NamedMessage } from './directory.ts'
import { aboutOf, createObserver } from './observe.ts'

/** Begins a step; `it` is the message it waited for. */
type Begin = (it?: NamedMessage) => void

export interface Triggers {
  /** Begins a step whenever its time has come. */
  readonly arm: (step: TimelineStep, begin: Begin) => void
  readonly later: (delayMs: number, task: () => void) => void
  /** How many things wait for their time. */
  readonly waiting: () => number
  readonly end: () => void
}

export function createTriggers({ clock, journal }: Stage, directory: Directory): Triggers {
  const endings = new Set<() => void>()
  let waiting = 0

  function later(delayMs: number, task: () => void): void {
    waiting += 1
    const cancel = clock.after(delayMs, () => {
      endings.delete(cancel)
      waiting -= 1
      task()
    })
    endings.add(cancel)
  }

  function repeat(everyMs: number, { times = Number.POSITIVE_INFINITY }: TimelineStep, begin: Begin): void {
    let left = times
    const next = (): void => {
      left -= 1
      begin()
      if (left > 0) later(everyMs, next)
    }
    later(everyMs, next)
  }

  function watch(on: NonNullable<TimelineStep['on']>, { times = 1, after }: TimelineStep, begin: Begin): void {
    const observe = createObserver(on, { journal, directory })
    let left = times
    const stop = journal.listen((seen) => {
      const emit = left > 0 ? observe(seen) : undefined
      if (emit === undefined) return
      left -= 1
      const { _id: id, channelId } = aboutOf(emit)
      const it = id === undefined || channelId === undefined ? undefined : { id, channelId }
      if (after === undefined) begin(it)
      else {
        later(durationMs(after), () => {
          begin(it)
        })
      }
    })
    endings.add(stop)
  }

  return {
    later,
    waiting: () => waiting,
    arm: (step, begin) => {
      if (step.at !== undefined) later(durationMs(step.at), begin)
      if (step.every !== undefined) repeat(durationMs(step.every), step, begin)
      if (step.on !== undefined) watch(step.on, step, begin)
    },
    end: () => {
      for (const end of endings) end()
    },
  }
}
