import { test } from 'vitest'
import { played, playTrace } from './traces.ts'

test.each(played)('%s (%s)', async (name, profile) => {
  await playTrace(name, profile)
})
