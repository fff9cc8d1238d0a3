import type { Finding } from '#shared/simulator/finding.ts'
import type { JournalStep } from '#shared/simulator/journal-step.ts'
import { systemClock, type Clock } from '../../clock.ts'
import type { Journal } from '../journal/journal.ts'
import { ignoredRetryAfter } from './ignored-retry-after.ts'
import { listeningAfterSignOut } from './listening-after-sign-out.ts'
import { parallelRefresh } from './parallel-refresh.ts'
import { reconnectStorm } from './reconnect-storm.ts'
import { requestsPerServer } from './requests-per-server.ts'
import { retryWithoutNonce } from './retry-without-nonce.ts'
import type { Bench, Rule, Seen } from './rule.ts'
import { sendIntoLostChannel } from './send-into-lost-channel.ts'

const rules: readonly Rule[] = [
  reconnectStorm,
  ignoredRetryAfter,
  retryWithoutNonce,
  parallelRefresh,
  sendIntoLostChannel,
  requestsPerServer,
  listeningAfterSignOut,
]

/** So many requests and packets are looked up again when something came of them. */
const REMEMBERED = 10_000
/** So many findings are kept; the oldest go first. */
const KEPT = 1_000

/** Watches what the clients of a gateway do wrong, from when it is started. */
export interface Referee {
  readonly findings: () => readonly Finding[]
  readonly stop: () => void
}

interface RefereeOptions {
  readonly onFinding?: (finding: Finding) => void
  /** The one that clients go by. */
  readonly real?: Clock
}

export function startReferee(journal: Journal, { onFinding, real = systemClock }: RefereeOptions = {}): Referee {
  const findings: Finding[] = []
  const begun = new Map<number, Seen>()

  function remember(seen: Seen): void {
    begun.set(seen.step.cursor, seen)
    const [oldest] = begun.keys()
    if (begun.size > REMEMBERED && oldest !== undefined) begun.delete(oldest)
  }

  const bench: Bench = {
    beginningOf: (seen) => begun.get(seen.step.cause ?? -1) ?? seen,
    accuse: ({ steps, ...accusation }) => {
      const found = { ...accusation, steps: steps.map(({ step }) => step) }
      findings.push(found)
      if (findings.length > KEPT) findings.shift()
      onFinding?.(found)
    },
  }
  const watching = rules.map((rule) => rule(bench))
  const stop = journal.listen((step) => {
    const seen = { step, realMs: real.now() }
    // What begins something has no cause of its own.
    if (step.cause === undefined) remember(seen)
    for (const rule of watching) {
      // Each kind of step goes to what looks at that kind.
      const look = rule[step.kind] as ((step: JournalStep, seen: Seen) => void) | undefined
      look?.(step, seen)
    }
  })

  return { findings: () => [...findings], stop }
}
