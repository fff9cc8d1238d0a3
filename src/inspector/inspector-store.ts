import { createStore, type StoreApi } from 'zustand/vanilla'
import type { RoomState, SimulatorState } from '#shared/simulator/control.ts'
import { isGone, isLockedOut, isMissing } from './control/control-error.ts'
import { createControlLine, type ControlLine } from './control/control-line.ts'
import type { Told } from './control/follow.ts'
import { keepAsking } from './control/keep-asking.ts'
import { keepFollowing } from './control/keep-following.ts'
import { keepLease } from './control/keep-lease.ts'
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
  /** Rooms there are and have been: a journal goes on naming those that everybody has left. */
  readonly places: readonly RoomState[]
  /** When that was told, by the page's own time. */
  readonly toldAt: number
  /** How many steps were forgotten before the page came. */
  readonly forgotten: number
  readonly door: SimulatorDoor
  /** Where a run is replayed, and which that is; nothing where the gateway of the process is shown. */
  readonly replayOf: number | undefined
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
  /** Shows what has happened again, in a gateway of its own. */
  readonly replay: () => Promise<void>
  /** Leaves a replay, which ends it. */
  readonly back: () => Promise<void>
  readonly start: () => Promise<void>
  readonly stop: () => void
}

/** Steps come in bursts, and some changes are no step. */
const SOON_MS = 150
const AT_TIMES_MS = 2_000

const SIGNED_OUT = 'The gateway that this page was for has ended.'

function placesOf({ simulator: before, places }: Shown, { run, url, rooms }: SimulatorState): readonly RoomState[] {
  if (before?.run !== run || before.url !== url) return rooms
  const here = new Set(rooms.map(({ room }) => room))
  return [...rooms, ...places.filter(({ room }) => !here.has(room))]
}

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
  /** Another gateway, with a list of its own. */
  readonly show: (door: SimulatorDoor, replayOf: number | undefined) => void
  readonly stop: () => void
}

interface WorkOptions {
  readonly parts: Parts
  readonly line: ControlLine
  readonly onLockedOut: () => void
  /** What is shown has ended. */
  readonly onGone: () => void
}

/** Keeps what is shown as it is at the gateway, until it is told to stop. */
function startWork({ parts, line, onLockedOut, onGone }: WorkOptions): Work {
  const { store } = parts
  const telling = createTelling(parts)

  function failed(error: unknown): void {
    if (isLockedOut(error)) onLockedOut()
    // Of all that is asked for at times only a tenant may not be there.
    else if (isMissing(error)) onGone()
    else if (isGone(error)) store.setState({ isLive: false })
    else throw error
  }

  function show(door: SimulatorDoor, replayOf: number | undefined): void {
    store.setState({ door, replayOf })
    telling.begin(0)
    following.again()
    asking.soon()
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
      const places = placesOf(store.getState(), simulator)
      store.setState({ simulator, places, toldAt: performance.now(), phase: 'open' })
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
    show,
    stop: () => {
      asking.stop()
      following.stop()
    },
  }
}

interface ReplayOptions {
  readonly store: Inspector['store']
  readonly line: ControlLine
  readonly show: Work['show']
}

/** A run again, in a tenant that is there for as long as somebody looks. */
function createReplay({ store, line, show }: ReplayOptions) {
  let stopLease: (() => void) | undefined
  let tenant: string | undefined

  function leave(): void {
    if (tenant === undefined) return
    stopLease?.()
    tenant = undefined
    show(createSimulatorDoor(line), undefined)
  }

  return {
    leave,
    replay: async () => {
      const { process, simulator } = store.getState()
      const { id, leaseSeconds } = await process.replay()
      tenant = id
      stopLease = keepLease({ seconds: leaseSeconds, renew: () => process.renew(id), onEnd: leave })
      show(createSimulatorDoor(line, `/tenants/${id}`), simulator?.run ?? 0)
    },
    back: async () => {
      const ended = tenant
      leave()
      if (ended !== undefined) await store.getState().process.end(ended)
    },
    stop: () => {
      stopLease?.()
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
    places: [],
    toldAt: 0,
    forgotten: 0,
    door: createSimulatorDoor(nobody),
    process: createProcessDoor(nobody),
    replayOf: undefined,
  }))
  const parts = { store, log: createLog(), pace: createPace() }
  let token = ''
  let work: Work | undefined
  let replay: ReturnType<typeof createReplay> | undefined

  function stop(): void {
    work?.stop()
    replay?.stop()
  }

  function lock(refused: string): void {
    stop()
    forgetSession(surroundings)
    store.setState({ phase: 'locked', refused })
  }

  return {
    ...parts,
    token: () => token,
    refresh: () => work?.refresh(),
    replay: async () => replay?.replay(),
    back: async () => replay?.back(),
    stop,
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
        onGone: () => replay?.leave(),
      })
      replay = createReplay({ store, line, show: work.show })
    },
  }
}
