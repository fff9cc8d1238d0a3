import { randomBytes } from 'node:crypto'
import { quirkNames, type QuirkName } from '#shared/simulator/quirk-names.ts'
import type { Accounts } from './accounts.ts'
import { lookAt } from './deployment.ts'
import { findDifferences } from './find-differences.ts'
import { nameQuirks, type NamedDifference } from './name-quirks.ts'
import { openOwn, QUIET_MS } from './own-side.ts'
import { historySteps } from './plan-history.ts'
import { createSide } from './side.ts'
import { readStory } from './story.ts'
import { tellAgain, tellBoth, worthTelling, type Told } from './tell.ts'
import { unplayed } from './timeline-acts.ts'
import type { Outcome, Transcript } from './transcript.ts'

export interface CompareOptions {
  /** By name, or the path to its file. */
  readonly scenario: string
  readonly seed: number
  /** Of the gateway that ours is compared with. */
  readonly url: string
  /** Of those who cannot sign up there. */
  readonly accounts?: Accounts | undefined
  /** How long an event that ours sends is waited for. */
  readonly settleMs: number
  /** The same of the news that somebody is gone. */
  readonly awayMs?: number
  /** How much of the past is said again at most, beside what has a reference. */
  readonly history: number
  /** Which quirks are known; else all of them. */
  readonly quirks?: readonly QuirkName[]
  readonly answerWithinMs?: number
  readonly signal?: AbortSignal
  /** Learns that there are differences, and how many, before they are looked up. */
  readonly onFound?: (count: number) => void
}

export interface Comparison {
  /** Under which name people and servers were made. */
  readonly prefix: string
  readonly steps: number
  readonly answers: number
  readonly events: number
  readonly differences: readonly NamedDifference[]
  readonly leftOut: readonly string[]
}

const ANSWER_WITHIN_MS = 15_000
/** Within one process nothing is on its way for long; what quirks do later is waited for in the end. */
const OWN_SETTLE_MS = 400
const QUIRK_SETTLE_MS = 60
/** Gateways give somebody who is gone some seconds to come back. */
const AWAY_MS = 8_000

const sum = (outcomes: Transcript, count: (outcome: Outcome) => number): number =>
  outcomes.reduce((total, outcome) => total + count(outcome), 0)

async function tell(options: CompareOptions): Promise<Told & Pick<Comparison, 'prefix' | 'leftOut'>> {
  const { scenario, seed, url, accounts, settleMs, signal } = options
  const { awayMs = Math.max(settleMs, AWAY_MS), answerWithinMs = ANSWER_WITHIN_MS } = options
  const story = await readStory(scenario, seed)
  const people = story.world.people.filter(({ isBot }) => isBot !== true).map(({ ref }) => ref)
  const prefix = `mewcompare-${randomBytes(3).toString('hex')}`
  const visit = { people, prefix }
  const { steps: past, leftOut: unsaid } = historySteps(story.world, visit, options.history)
  const notDone = unplayed(story.file?.timeline ?? [], people)
  const leftOut = notDone === 0 ? unsaid : [...unsaid, `${notDone} of the same in its timeline`]
  await lookAt({ url, accounts, people, answerWithinMs })

  await using own = await openOwn({ quirks: [], seed, settleMs: OWN_SETTLE_MS, answerWithinMs })
  const theirs = createSide({
    url,
    accounts,
    settleMs,
    awayMs,
    answerWithinMs,
    quietMs: QUIET_MS,
  })
  try {
    return { ...(await tellBoth({ story, visit, past, seed, ours: own.side, theirs, signal })), prefix, leftOut }
  } finally {
    await theirs.tidyUp()
    theirs.hangUp()
  }
}

/**
 * Lets the same happen at a gateway that is known by its address alone and at one of ours, by requests and sockets.
 * @throws ScenarioError, CompareError
 */
export async function compareScenario(options: CompareOptions): Promise<Comparison> {
  const { seed, signal, answerWithinMs = ANSWER_WITHIN_MS } = options
  const { prefix, leftOut, ...told } = await tell(options)
  const differences = findDifferences(told.steps, told.ours, told.theirs)
  if (differences.length > 0) options.onFound?.(differences.length)
  const worth = worthTelling(told.steps, differences)
  const named = await nameQuirks(differences, options.quirks ?? quirkNames, async (quirks) => {
    await using own = await openOwn({ quirks, seed, settleMs: QUIRK_SETTLE_MS, answerWithinMs })
    return findDifferences(told.steps, told.ours, await tellAgain(told, worth, { side: own.side, signal }))
  })
  return {
    prefix,
    steps: told.steps.length,
    answers: sum(told.theirs, ({ answer }) => (answer === undefined ? 0 : 1)),
    events: sum(told.theirs, ({ heard }) => [...heard.values()].reduce((total, events) => total + events.length, 0)),
    differences: named,
    leftOut,
  }
}
