import { expect, test } from 'vitest'
import { hueOf } from './hue.ts'
import { initialsOf } from './initials.ts'

test.each([
  ['Alma Reyes', 'AR'],
  ['mika', 'M'],
  ['mika.t', 'MT'],
  ['Bob von der Ley', 'BL'],
  ['林晓', '林'],
  ['佐藤 優', '佐'],
  ['🚂 Night Trains', '🚂'],
  ['👩‍👩‍👧 family', '👩‍👩‍👧'],
  ['\u202Eecila', 'E'],
  ['***', '?'],
  ['', '?'],
])('[AV1] %j is drawn as %s', (name, initials) => {
  expect(initialsOf(name)).toBe(initials)
})

test('[AV2] a hue belongs to an id and is a whole step of the circle', () => {
  const hues = Array.from({ length: 500 }, (_, index) => hueOf(`66f0c2a41be09d4f7a1c${index}`))
  expect(hues.every((hue) => hue >= 0 && hue < 360 && hue % 15 === 0)).toBe(true)
  expect(new Set(hues).size).toBeGreaterThan(20)
  expect(hueOf('a')).toBe(hueOf('a'))
})
