import { classOf, type FaultClass } from '#shared/simulator/fault-class.ts'
import type { Fault } from '#shared/simulator/fault.ts'
import type { Clock } from '../../clock.ts'
import type { Random } from '../random.ts'
import { createMatcher, type Passing } from './matches.ts'

/** A fault that stands in the way, and how often it has. */
export interface StandingFault {
  readonly id: string
  readonly name: string
  readonly fault: Fault
  readonly class: FaultClass
  readonly enabled: boolean
  readonly fitted: number
  readonly struck: number
  /** How much it holds now. */
  readonly holding: number
}

/** One that has struck: what it does, and under which name. */
export interface Strike {
  readonly name: string
  readonly fault: Fault
  /** Resolves when what is held is let go. */
  readonly letGo: Promise<void>
  /** From 0 to 1, of the seed. */
  readonly draw: () => number
}

/** What of faults outlasts a run; nothing is held any more. */
export interface KeptFaults {
  /** How long they had been standing. */
  readonly sinceMs: number
  /** How many had been made: ids go on from there. */
  readonly made: number
  readonly standing: readonly Pick<StandingFault, 'id' | 'fault' | 'enabled' | 'fitted' | 'struck'>[]
}

export interface Faults {
  /** Answers with its id. */
  readonly add: (fault: Fault) => string
  readonly list: () => readonly StandingFault[]
  /** Switched off it stands in nobody's way, and lets go of what it holds. */
  readonly setEnabled: (id: string, enabled: boolean) => boolean
  /** Lets go of what it holds. */
  readonly remove: (id: string) => boolean
  /** Lets go of what a fault holds, or all of them; it stands on. */
  readonly release: (id?: string) => void
  readonly clear: () => void
  readonly keep: () => KeptFaults
  /** The first that strikes what passes. */
  readonly strike: (passing: Passing) => Strike | undefined
  /** Kills the gateway for so long, once somebody has said how. */
  readonly restart: (ms: number) => void
  readonly onRestart: (restart: (ms: number) => void) => void
}

interface Standing {
  readonly id: string
  readonly name: string
  readonly fault: Fault
  readonly matches: (passing: Passing) => boolean
  enabled: boolean
  fitted: number
  struck: number
  holding: number
  gate: PromiseWithResolvers<void>
}

interface FaultsOptions {
  readonly clock: Clock
  readonly random: Random
  /** Those of an earlier run that stand on. */
  readonly kept?: KeptFaults | undefined
}

function stand(id: string, fault: Fault): Standing {
  const name = fault.name ?? `${fault.action.type} ${fault.match.kind}`
  const counts = { fitted: 0, struck: 0, holding: 0 }
  return {
    id,
    name,
    fault,
    matches: createMatcher(fault.match),
    enabled: true,
    ...counts,
    gate: Promise.withResolvers(),
  }
}

const show = ({ gate: _gate, matches: _matches, ...shown }: Standing): StandingFault => ({
  ...shown,
  class: classOf(shown.fault),
})

function letGo(one: Standing): void {
  one.gate.resolve()
  one.holding = 0
  one.gate = Promise.withResolvers()
}

/** Whether one strikes what passes: counted as it fits, and drawn where there is a chance. */
function createStrikes({ clock, random }: FaultsOptions, begun: number): (one: Standing, passing: Passing) => boolean {
  function isDue({ from = 0, until = Number.POSITIVE_INFINITY, every = Number.POSITIVE_INFINITY }: Fault): boolean {
    const since = (clock.now() - begun) % every
    return since >= from && since < until
  }

  return function strikes(one: Standing, passing: Passing): boolean {
    const { fault } = one
    if (
      !one.enabled ||
      !isDue(fault) ||
      one.struck >= (fault.times ?? Number.POSITIVE_INFINITY) ||
      !one.matches(passing)
    )
      return false
    one.fitted += 1
    if (fault.match.nth !== undefined && one.fitted !== fault.match.nth) return false
    return fault.probability === undefined || random.next() < fault.probability
  }
}

const standOn = (kept: KeptFaults | undefined): (readonly [string, Standing])[] =>
  (kept?.standing ?? []).map(({ id, fault, ...counts }) => [id, { ...stand(id, fault), ...counts }] as const)

const keep = ({ id, fault, enabled, fitted, struck }: Standing): KeptFaults['standing'][number] => ({
  id,
  fault,
  enabled,
  fitted,
  struck,
})

export function createFaults({ clock, random, kept }: FaultsOptions): Faults {
  const standing = new Map(standOn(kept))
  const begun = clock.now() - (kept?.sinceMs ?? 0)
  const strikes = createStrikes({ clock, random }, begun)
  let made = kept?.made ?? 0
  let restart = (_ms: number): void => undefined

  function change(id: string, how: (one: Standing) => void): boolean {
    const one = standing.get(id)
    if (one !== undefined) how(one)
    return one !== undefined
  }

  return {
    add: (fault) => {
      made += 1
      const id = `fault-${made}`
      standing.set(id, stand(id, fault))
      return id
    },
    list: () => [...standing.values()].map(show),
    setEnabled: (id, enabled) =>
      change(id, (one) => {
        one.enabled = enabled
        if (!enabled) letGo(one)
      }),
    remove: (id) =>
      change(id, (one) => {
        standing.delete(id)
        letGo(one)
      }),
    release: (id) => {
      for (const one of standing.values()) if (id === undefined || one.id === id) letGo(one)
    },
    clear: () => {
      const all = [...standing.values()]
      standing.clear()
      for (const one of all) letGo(one)
    },
    keep: () => ({
      sinceMs: clock.now() - begun,
      made,
      standing: [...standing.values()].map(keep),
    }),
    restart: (ms) => {
      restart(ms)
    },
    onRestart: (how) => {
      restart = how
    },
    strike: (passing) => {
      const one = [...standing.values()].find((each) => strikes(each, passing))
      if (one === undefined) return undefined
      one.struck += 1
      if (one.fault.action.type === 'hold') one.holding += 1
      return { name: one.name, fault: one.fault, letGo: one.gate.promise, draw: random.next }
    },
  }
}
