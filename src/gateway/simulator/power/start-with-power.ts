import { setImmediate } from 'node:timers/promises'
import type { GatewayOptions, RunningGateway } from '../../gateway-options.ts'
import { startGateway } from '../../start-gateway.ts'
import type { Journal } from '../journal/journal.ts'
import { listenAgain } from './listen-again.ts'
import { createLines, type Lines } from './lines.ts'
import { createSurvivors, untilCut, type Survivors } from './survivors.ts'

/** What a gateway runs on: without it, it is gone as a process is that was killed. */
export interface Power {
  /** Nobody is told good-bye, nothing that is under way is answered, and nobody listens any more. */
  readonly cut: () => Promise<void>
  /** Starts it again at the same address with what it has stored, and with nobody online. */
  readonly restore: () => Promise<void>
  readonly isCut: () => boolean
  /** Resolves once whatever was asked for is done. */
  readonly settled: () => Promise<void>
}

export interface Powered {
  /** The same one through all restarts. */
  readonly gateway: RunningGateway
  readonly power: Power
}

/** From one start to the next stop. */
interface Life {
  readonly gateway: RunningGateway
  readonly cut: () => Promise<void>
}

/** The gateway hears of each of its sockets that it is gone, before it is stopped. */
async function allGone({ parts }: RunningGateway): Promise<void> {
  while ([...parts.realtime.sockets.all()].length > 0) await setImmediate()
}

function tapped(options: GatewayOptions, survivors: Survivors, { lines, isCut }: Fuse): GatewayOptions {
  const { taps } = options
  return {
    ...options,
    tokenSecret: survivors.tokenSecret,
    taps: {
      ...taps,
      http: (app) => {
        lines.watch(app.server)
        taps?.http?.(app)
      },
      database: (opened) => {
        const database = untilCut(survivors.database(opened), isCut)
        return taps?.database?.(database) ?? database
      },
      files: survivors.files,
    },
  }
}

interface Fuse {
  readonly lines: Lines
  readonly isCut: () => boolean
}

async function live(options: GatewayOptions, survivors: Survivors): Promise<Life> {
  let isCut = false
  const lines = createLines()
  const gateway = await startGateway(tapped(options, survivors, { lines, isCut: () => isCut }))
  return {
    gateway,
    cut: async () => {
      isCut = true
      await lines.cut()
      await allGone(gateway)
      await gateway.stop()
    },
  }
}

/** What the journal calls it, as it calls faults. */
const RESTART = { kind: 'fault', fault: 'restart', on: 'gateway' } as const

/**
 * Starts a gateway that can be killed and started again while all else in its process goes on.
 * @throws what startGateway throws
 */
export async function startWithPower(options: GatewayOptions, journal: Journal): Promise<Powered> {
  const survivors = createSurvivors(options)
  let life = await live(options, survivors)
  const { url, webUrl, port, instanceId } = life.gateway
  let isCut = false
  let stopping: Promise<void> | undefined
  let last = Promise.resolve()

  /** One after the other, whoever asks. */
  function next(work: () => Promise<void>): Promise<void> {
    const done = last.then(work)
    last = done.catch(() => undefined)
    return done
  }

  async function stop(): Promise<void> {
    if (!isCut) await life.gateway.stop()
    await survivors.close()
  }

  return {
    gateway: {
      url,
      webUrl,
      port,
      instanceId,
      get parts() {
        return life.gateway.parts
      },
      stop: () => (stopping ??= next(stop)),
    },
    power: {
      isCut: () => isCut,
      settled: async () => {
        for (let seen = last; ; seen = last) {
          await seen
          if (seen === last) return
        }
      },
      cut: () =>
        next(async () => {
          if (isCut || stopping !== undefined) return
          isCut = true
          journal.tell({ ...RESTART, action: 'stop' })
          await life.cut()
        }),
      restore: () =>
        next(async () => {
          if (!isCut || stopping !== undefined) return
          const { prepare: _done, ...again } = options
          life = await listenAgain(() => live({ ...again, port }, survivors))
          isCut = false
          journal.tell({ ...RESTART, action: 'start' })
        }),
    },
  }
}
