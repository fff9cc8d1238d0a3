import { expect, test } from 'vitest'
import { nearest } from './nearest.ts'

const known = ['start', 'exec', 'events', 'completion', 'fault', 'clock']

test.each([
  ['strat', 'start'],
  ['sart', 'start'],
  ['exce', 'exec'],
  ['event', 'events'],
  ['faults', 'fault'],
  ['compl', 'completion'],
  ['completoin', 'completion'],
  ['Clock', 'clock'],
  ['stop', undefined],
  ['x', undefined],
  ['', undefined],
])('[CLI12] "%s" is near to %s', (word, meant) => {
  expect(nearest(word, known)).toBe(meant)
})
