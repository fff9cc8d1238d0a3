import { createStore, type StoreApi } from 'zustand/vanilla'
import type { SimulatorState } from '#shared/simulator/control.ts'
import { isGone, isLockedOut } from './control/control-error.ts'
import { createControlLine, type ControlLine } from './control/control-line.ts'
import type { Told } from './control/follow.ts'
import { keepAsking } from './control/keep-asking.ts'
import { keepFollowing } from './control/keep-following.ts'
import { forgetSession, openSession, type Surroundings } from './control/open-session.ts'
import { createProcessDoor, type ProcessDoor } from './control/process-door.ts'
import { createSimulatorDoor, type SimulatorDoor } from './control/simulator-door.ts'
import { createLog, type Log } from './journal/log.ts'
import { createPace, type Pace } from './journal/pace.ts'

/** What the page knows of the gateway it shows. */
export interface Shown {
  readonly phase: 'opening' | 'locked' | 'open'
  /** Why it is locked. */
  readonly refused: string
  /** Whether the journal comes in. */
  readonly isLive: boolean
  readonly simulator: SimulatorState | undefined
  /** When that was told, by the page's own time. */
  readonly toldAt: number
  /** How many steps were forgotten before the page came. */
  readonly forgotten: number
  readonly door: SimulatorDoor
  /** Of the process as a whole. */
  readonly process: ProcessDoor
}

export interface Inspector {
  readonly store: StoreApi<Shown>
  readonly log: Log
  readonly pace: Pace
  readonly token: () => string
  /** Asks for the state soon. */
  readonly refresh: () => void
  readonly start: () => Promise<void>
  readonly stop: () => void
}

/** Steps come in bursts, and some changes are no step. */
const SOON_MS = 150
const AT_TIMES_MS = 2_000

const SIGNED_OUT = 'The gateway that this page was for has ended.'

type Parts = Pick<Inspector, 'store' | 'log' | 'pace'>

/** The journal as it is told: another one is another list. */
function createTelling({ store, log, pace }: Parts) {
  let run = 0

  function begin(of: number): void {
    run = of
    log.clear()
    pace.clear()
    store.setState({ forgotten: 0 })
  }

  return {
    begin,
    run: () => run,
    after: () => {
      const newest = log.newest()
      return newest === undefined ? undefined : `${run}:${newest}`
    },
    take: ({ run: of, steps, forgotten }: Told) => {
      if (steps.length > 0 && of !== run) begin(of)
      if (forgotten > 0) store.setState(({ forgotten: before }) => ({ forgotten: before + forgotten }))
      pace.heard(steps, performance.now())
      log.append(steps)
    },
  }
}

interface Work {
  readonly refresh: () => void
  readonly stop: () => void
}

interface WorkOptions {
  readonly parts: Parts
  readonly line: ControlLine
  readonly onLockedOut: () => void
}

/** Keeps what is shown as it is at the gateway, until it is told to stop. */
function startWork({ parts, line, onLockedOut }: WorkOptions): Work {
  const { store } = parts
  const telling = createTelling(parts)

  function failed(error: unknown): void {
    if (isLockedOut(error)) onLockedOut()
    else store.setState({ isLive: false })
    if (!isLockedOut(error) && !isGone(error)) throw error
  }

  /** A journal that was put away says so to nobody: who follows it would wait for ever. */
  function beginAnew(run: number): void {
    if (telling.run() === 0 || run === telling.run()) return
    telling.begin(run)
    following.again()
  }

  async function ask(): Promise<void> {
    const { door } = store.getState()
    try {
      const simulator = await door.state()
      if (door !== store.getState().door) return
      store.setState({ simulator, toldAt: performance.now(), phase: 'open' })
      beginAnew(simulator.run)
    } catch (error) {
      failed(error)
    }
  }

  const following = keepFollowing({
    from: () => ({ line, below: store.getState().door.below, after: telling.after() }),
    onTold: (told) => {
      telling.take(told)
      asking.soon()
    },
    onLive: (isLive) => {
      store.setState({ isLive })
    },
    onError: failed,
  })
  const asking = keepAsking(ask, { soonMs: SOON_MS, atTimesMs: AT_TIMES_MS })
  return {
    refresh: asking.soon,
    stop: () => {
      asking.stop()
      following.stop()
    },
  }
}

export function createInspector(surroundings: Surroundings): Inspector {
  const { fetch } = surroundings
  const ofFetch = fetch === undefined ? {} : { fetch }
  const nobody = createControlLine(ofFetch)
  const store = createStore<Shown>(() => ({
    phase: 'opening',
    refused: '',
    isLive: false,
    simulator: undefined,
    toldAt: 0,
    forgotten: 0,
    door: createSimulatorDoor(nobody),
    process: createProcessDoor(nobody),
  }))
  const parts = { store, log: createLog(), pace: createPace() }
  let token = ''
  let work: Work | undefined

  function lock(refused: string): void {
    work?.stop()
    forgetSession(surroundings)
    store.setState({ phase: 'locked', refused })
  }

  return {
    ...parts,
    token: () => token,
    refresh: () => work?.refresh(),
    stop: () => work?.stop(),
    start: async () => {
      const opened = await openSession(surroundings)
      if ('refused' in opened) {
        lock(opened.refused)
        return
      }
      token = opened.token
      const line = createControlLine({ token, ...ofFetch })
      store.setState({ door: createSimulatorDoor(line), process: createProcessDoor(line) })
      work = startWork({
        parts,
        line,
        onLockedOut: () => {
          lock(SIGNED_OUT)
        },
      })
    },
  }
}
