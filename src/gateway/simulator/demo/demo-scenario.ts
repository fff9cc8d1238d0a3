import { buildWorld } from '../build-world.ts'
import type { Scenario } from '../scenarios.ts'
import { goLive } from './live/go-live.ts'
import { makeDemoWorld } from './make-demo-world.ts'
import { withPictures } from './pictures.ts'

const MINUTE_MS = 60_000

/** The first minute: a workspace that people live in, and the owner among them. */
export const demoScenario: Scenario = {
  build: async (parts, { seed, ownerName }) => {
    const now = parts.clock.now()
    const offsetMs = -new Date(now).getTimezoneOffset() * MINUTE_MS
    return buildWorld(parts, await withPictures(makeDemoWorld({ seed, now, offsetMs, ownerName })), seed)
  },
  live: (gateway, { seed, stage }) => goLive(gateway, { seed, journal: stage?.journal }),
}
