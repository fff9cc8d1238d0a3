import { AsyncLocalStorage } from 'node:async_hooks'

const causes = new AsyncLocalStorage<number>()

/** The cursor of the step that what runs now began with, through every await and timer. */
export const currentCause = (): number | undefined => causes.getStore()

/** Runs something because of a step. */
export const because = <Result>(cursor: number, run: () => Result): Result => causes.run(cursor, run)

/** From here on in this tick, and in whatever it sets going: for listeners that cannot wrap those behind them. */
export const beginBecause = (cursor: number): void => {
  causes.enterWith(cursor)
}
