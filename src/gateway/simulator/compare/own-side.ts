import type { QuirkName } from '#shared/simulator/quirk-names.ts'
import { startSimulation } from '../simulation.ts'
import { createSide, type Side, type SideOptions } from './side.ts'

interface OwnOptions extends Pick<SideOptions, 'settleMs' | 'answerWithinMs'> {
  readonly quirks: readonly QuirkName[]
  readonly seed: number
}

interface OwnSide extends AsyncDisposable {
  readonly side: Side
}

/** The machine may have more to do. */
const AWAY_MS = 400
/** So long nothing more has to come in the end. */
export const QUIET_MS = 400
/** Nobody comes back within that. */
const GRACE_MS = 10

/** A gateway of ours, which knows nothing of the scenario: it is told all of it, as the other one is. */
export async function openOwn({ quirks, seed, settleMs, answerWithinMs }: OwnOptions): Promise<OwnSide> {
  const { gateway, stop } = await startSimulation({
    scenario: 'empty',
    seed,
    quirks,
    gateway: {
      port: 0,
      environment: {},
      passwordCost: { N: 16, r: 1, p: 1 },
      logLevel: 'error',
      previews: 'off',
      offlineGraceMs: GRACE_MS,
    },
  })
  const side = createSide({ url: gateway.url, settleMs, awayMs: AWAY_MS, answerWithinMs, quietMs: QUIET_MS })
  return {
    side,
    [Symbol.asyncDispose]: async () => {
      side.hangUp()
      await stop()
    },
  }
}
