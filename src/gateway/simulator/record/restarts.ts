import type { Act } from './acts.ts'
import type { Timed } from './presence.ts'
import { spanOf } from '../span.ts'

/** Between these two steps nobody listened. */
export interface Restart {
  readonly stop: Pick<Timed, 'at' | 'order'>
  readonly start: Pick<Timed, 'at' | 'order'>
}

/** A gateway that was killed and has come again. */
export function restartsIn(acts: readonly Act[]): readonly Restart[] {
  const restarts: Restart[] = []
  let stop: Restart['stop'] | undefined
  for (const act of acts) {
    if (act.kind !== 'fault') continue
    const when = { at: act.at, order: act.cursor }
    if (act.action === 'stop') stop = when
    else if (stop !== undefined) {
      restarts.push({ stop, start: when })
      stop = undefined
    }
  }
  return restarts
}

export const restartDeeds = (restarts: readonly Restart[]): Timed[] =>
  restarts.map(({ stop, start }) => ({ ...stop, deed: { restart: { for: spanOf(start.at - stop.at) } } }))
