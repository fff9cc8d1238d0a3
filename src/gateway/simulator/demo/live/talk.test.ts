import { expect, test } from 'vitest'
import { createHandDrivenClock, type HandDrivenClock } from '../../../hand-driven-clock.ts'
import { createRandom } from '../../random.ts'
import { liveScenes } from './scenes.ts'
import { createTalk, type Line, type Scene, type Talk } from './talk.ts'

const STEP_MS = 500

interface Stage {
  readonly clock: HandDrivenClock
  readonly said: { line: Line; at: number }[]
  readonly talk: Talk
  watched: boolean
}

const manyScenes: readonly Scene[] = Array.from({ length: 60 }, (_none, scene) =>
  Array.from({ length: 4 }, (_line, index) => ({
    channel: `channel ${scene % 5}`,
    speaker: 'ada',
    words: `${scene}.${index}`,
  })),
)

function openStage(scenes: readonly Scene[]): Stage {
  const clock = createHandDrivenClock(0)
  const said: Stage['said'] = []
  const stage = { clock, said, watched: true }
  const talk = createTalk({
    clock,
    random: createRandom(1, 'talk'),
    scenes,
    say: (line) => said.push({ line, at: clock.now() }),
    isWatched: () => stage.watched,
  })
  return Object.assign(stage, { talk })
}

function pass(stage: Stage, ms: number): void {
  for (let passed = 0; passed < ms; passed += STEP_MS) stage.clock.advance(STEP_MS)
}

test('[LIVE1] a line comes every six to twenty seconds, for ten minutes and no longer', () => {
  const stage = openStage(manyScenes)
  pass(stage, 30 * 60_000)
  const times = stage.said.map(({ at }) => at)
  const pauses = times.slice(1).map((at, index) => at - (times[index] ?? 0))

  expect(times[0]).toBeLessThan(10_000)
  expect(Math.min(...pauses)).toBeGreaterThanOrEqual(6_000)
  expect(Math.max(...pauses)).toBeLessThanOrEqual(20_000 + STEP_MS)
  expect(times.length).toBeGreaterThan(35)
  expect(times.at(-1)).toBeLessThanOrEqual(10 * 60_000 + 20_000)
})

test('[LIVE2] nobody talks to an empty room, and no time is used up by it', () => {
  const stage = openStage(manyScenes)
  stage.watched = false
  pass(stage, 20 * 60_000)
  expect(stage.said).toEqual([])

  stage.watched = true
  pass(stage, 5 * 60_000)
  const before = stage.said.length
  expect(before).toBeGreaterThan(15)

  stage.watched = false
  pass(stage, 20 * 60_000)
  expect(stage.said).toHaveLength(before)

  stage.watched = true
  pass(stage, 20 * 60_000)
  expect(stage.said.length).toBeGreaterThan(before + 15)
})

test('[LIVE3] a conversation keeps its order, and a channel holds one at a time', () => {
  const stage = openStage(manyScenes)
  pass(stage, 11 * 60_000)
  const byChannel = Map.groupBy(stage.said, ({ line }) => line.channel)
  const ordered = [...byChannel.values()].every((list) => {
    const words = list.map(({ line }) => line.words)
    return words.join() === words.toSorted((a, b) => Number(a) - Number(b)).join()
  })

  expect(byChannel.size).toBeGreaterThan(2)
  expect(ordered).toBe(true)
})

test('[LIVE4] after the end of the last scene, and after stop, there is silence', () => {
  const short = openStage(manyScenes.slice(0, 2))
  pass(short, 20 * 60_000)
  expect(short.said).toHaveLength(8)

  const stopped = openStage(manyScenes)
  pass(stopped, 60_000)
  stopped.talk.stop()
  const before = stopped.said.length
  pass(stopped, 60_000)
  expect(stopped.said).toHaveLength(before)
})

test('[LIVE5] the opening comes first, and there is more to say than ten minutes hold', () => {
  const scenes = liveScenes(createRandom(5, 'live'))

  expect(scenes.slice(0, 3).map(([line]) => line?.channel)).toEqual(['start-here', 'planning', 'owner&ines'])
  expect(scenes.flat().length).toBeGreaterThan(100)
  expect(liveScenes(createRandom(5, 'live'))).toEqual(scenes)
})
