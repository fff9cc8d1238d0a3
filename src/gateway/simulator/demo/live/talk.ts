import type { Clock } from '../../../clock.ts'
import type { Random } from '../../random.ts'

export interface Line {
  readonly channel: string
  readonly speaker: string
  readonly words: string
}

/** A conversation that is still to be had, in one channel. */
export type Scene = readonly Line[]

export interface Talk {
  readonly stop: () => void
}

interface TalkOptions {
  readonly clock: Clock
  readonly random: Random
  /** Those in front begin first. */
  readonly scenes: readonly Scene[]
  readonly say: (line: Line) => void
  readonly isWatched: () => boolean
}

/** A line every so often, on average one in thirteen seconds. */
const PAUSE_MS = { from: 6_000, to: 20_000 }
/** The first line after somebody came to look: soon, but not before they have looked around. */
const FIRST_PAUSE_MS = { from: 2_500, to: 5_000 }
const LOOK_AGAIN_MS = 2_000
/** A demo that never stopped would be in the way of work. */
const TALKING_MS = 10 * 60_000
const AT_ONCE = 3

/** Tells scenes line by line, a few of them at a time and each in a channel of its own, while somebody watches. */
export function createTalk({ clock, random, scenes, say, isWatched }: TalkOptions): Talk {
  const waiting = [...scenes]
  const running: Line[][] = []
  let leftMs = TALKING_MS
  let attended = false
  let begun = false
  let cancel = (): void => undefined

  function fill(): void {
    while (running.length < AT_ONCE) {
      const taken = new Set(running.map(([line]) => line?.channel))
      const at = waiting.findIndex(([line]) => !taken.has(line?.channel))
      if (at < 0) return
      running.push(...waiting.splice(at, 1).map((scene) => [...scene]))
    }
  }

  /** Answers come before new subjects, but not always. */
  function nextLine(): Line | undefined {
    fill()
    const goesOn = random.next() < 0.6 || !begun
    begun = true
    const scene = goesOn ? running[0] : running[Math.floor(random.between(0, running.length))]
    const line = scene?.shift()
    if (scene?.length === 0) running.splice(running.indexOf(scene), 1)
    return line
  }

  function wait(ms: number): void {
    cancel = clock.after(ms, goOn)
  }

  function goOn(): void {
    const before = attended
    attended = isWatched()
    if (!attended) {
      wait(LOOK_AGAIN_MS)
      return
    }
    if (!before) {
      wait(random.between(FIRST_PAUSE_MS.from, FIRST_PAUSE_MS.to))
      return
    }
    const line = nextLine()
    if (line === undefined) return
    say(line)
    const pause = random.between(PAUSE_MS.from, PAUSE_MS.to)
    leftMs -= pause
    if (leftMs > 0) wait(pause)
  }

  wait(LOOK_AGAIN_MS)
  return {
    stop: () => {
      cancel()
    },
  }
}
