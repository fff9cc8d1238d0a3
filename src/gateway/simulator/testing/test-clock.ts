import { durationMs } from '#shared/simulator/duration.ts'
import { moveClock } from '../clock/move-clock.ts'
import type { Simulation } from '../simulation.ts'
import type { Duration, TestClock } from './api.ts'

/** @throws Error */
function msOf(duration: Duration): number {
  const ms = typeof duration === 'number' ? duration : durationMs(duration.trim())
  if (!Number.isFinite(ms) || ms < 0) {
    throw new Error(`"${duration}" is no time to go ahead: write 250ms, 15s, 5m, 2h or 1d`)
  }
  return ms
}

export function createTestClock(simulation: Simulation): TestClock {
  const { clock } = simulation
  return {
    now: clock.now,
    isRunning: clock.isRunning,
    advance: async (by) => {
      const ms = await Promise.resolve(by).then(msOf)
      await moveClock(simulation, ms)
    },
    pause: clock.pause,
    resume: clock.resume,
  }
}
