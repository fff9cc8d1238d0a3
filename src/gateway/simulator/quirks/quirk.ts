import type { QuirkName } from '#shared/simulator/quirk-names.ts'
import type { Clock } from '../../clock.ts'
import type { Taps } from '../../taps.ts'
import type { Random } from '../random.ts'
import type { Interference } from '../watch/interference.ts'

/** What a quirk has to work with. */
export interface QuirkMeans {
  readonly clock: Clock
  /** Of the scenario's seed. */
  readonly random: Random
  /** Whether what happens now began with such a request; `*` stands for any part of the path. */
  readonly isAskedBy: (method: string, path: string) => boolean
  /** The step that what happens now began with. */
  readonly cause: () => number | undefined
  /** Tells the journal that the quirk did something, and to what. */
  readonly struck: (action: string, on: string) => void
}

/** Where a quirk stands in the way: all of it on top of a gateway that knows of none. */
export interface QuirkParts extends Taps {
  readonly interfere?: (inner: Interference) => Interference
}

/** One known misbehaviour of existing servers that a client can see, to be turned on by its name. */
export interface Quirk {
  readonly name: QuirkName
  /** The rows of the protocol's tables of defects that it shows. */
  readonly rows: string
  /** What a client sees. */
  readonly does: string
  readonly make: (means: QuirkMeans) => QuirkParts
}
