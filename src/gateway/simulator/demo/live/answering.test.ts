import { expect, test } from 'vitest'
import { createHandDrivenClock } from '../../../hand-driven-clock.ts'
import { createRandom } from '../../random.ts'
import { createAnswering, type Answer } from './answering.ts'

interface Room {
  /** What is answered to some words within ten seconds. */
  readonly write: (place: string, words: string) => Answer | undefined
  readonly hear: (place: string, words: string) => void
  readonly pass: (ms: number) => void
  readonly answers: readonly Answer[]
  readonly stop: () => void
}

function openRoom(): Room {
  const clock = createHandDrivenClock(0)
  const answers: Answer[] = []
  const answering = createAnswering({
    clock,
    random: createRandom(3, 'answers'),
    say: (answer) => answers.push(answer),
  })
  const hear = (place: string, words: string): void => {
    answering.hear({ place, channelId: `id of ${place}`, messageId: `id of ${words}`, words })
  }
  const pass = (ms: number): void => {
    clock.advance(ms)
  }
  return {
    answers,
    hear,
    pass,
    stop: answering.stop,
    write: (place, words) => {
      const before = answers.length
      hear(place, words)
      pass(10_000)
      return answers[before]
    },
  }
}

test('[LIVE6] the owner is answered within seconds, under what they wrote', () => {
  const room = openRoom()
  room.hear('small-talk', 'Rain here')
  room.pass(1_900)
  expect(room.answers).toEqual([])

  room.pass(4_000)
  expect(room.answers).toEqual([
    expect.objectContaining({ channelId: 'id of small-talk', answering: 'id of Rain here' }),
  ])
})

test('[LIVE6] a direct message is answered by its other person, also where none was before', () => {
  const room = openRoom()

  expect(room.write('owner&leila', 'cod')?.speaker).toBe('leila')
  expect(room.write('owner&jakub', 'Hello Jakub')?.speaker).toBe('jakub')
})

test('[LIVE6] the language of the answer is that of the words', () => {
  const room = openRoom()

  expect(room.write('small-talk', '今天下雨了')).toMatchObject({
    speaker: 'yutong',
    words: expect.stringMatching(/\p{Script=Han}/u),
  })
  expect(room.write('small-talk', 'こちらも雨です')).toMatchObject({
    speaker: 'mika',
    words: expect.stringMatching(/\p{Script=Hiragana}/u),
  })
  expect(room.write('owner&ada', '下雨了')).toMatchObject({
    speaker: 'ada',
    words: expect.stringMatching(/^[\p{ASCII}]+$/u),
  })
})

test('[LIVE6] questions about the app go to the guide', () => {
  const room = openRoom()

  expect(room.write('start-here', 'Where are the settings?')?.speaker).toBe('guide')
})

test('[LIVE7] at most three answers in a place, none twice, and one for several lines in a row', () => {
  const room = openRoom()
  for (const words of ['a', 'b', 'c']) room.hear('small-talk', words)
  room.pass(10_000)
  expect(room.answers).toHaveLength(1)

  for (const words of ['d', 'e', 'f', 'g']) room.write('small-talk', words)
  expect(room.answers).toHaveLength(3)
  expect(new Set(room.answers.map(({ words }) => words)).size).toBe(3)
})

test('[LIVE7] elsewhere nobody answers, and nobody does after stop', () => {
  const room = openRoom()
  expect(room.write('crew', 'Anybody?')).toBeUndefined()

  room.hear('small-talk', 'Still there?')
  room.stop()
  room.pass(10_000)
  expect(room.answers).toEqual([])
})
