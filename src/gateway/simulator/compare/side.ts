import { assertNever } from '#shared/assert-never.ts'
import type { Accounts } from './accounts.ts'
import { createEars, type Counts } from './ears.ts'
import { expectedOf } from './expected.ts'
import { createListeners, type Listeners } from './listeners.ts'
import { createPatience } from './patience.ts'
import { createPlainForm, type PlainForm } from './plain-form.ts'
import { createRequests, type Requests } from './requests.ts'
import { isLook, personOf, type EmitStep, type Step } from './step.ts'
import { createSymbols, UnknownSymbolError, type Symbols } from './symbols.ts'
import { NOTHING, type Answer, type Heard, type Outcome } from './transcript.ts'
import { createVisitors, type Visitors } from './visitors.ts'

/** One of two gateways, known by its address alone. */
export interface Side {
  /** Does it, and waits for what is expected to be heard because of it. */
  readonly perform: (step: Step, expected: Counts | undefined) => Promise<Outcome>
  /** Deletes what servers are left. */
  readonly tidyUp: () => Promise<void>
  readonly hangUp: () => void
}

export interface SideOptions {
  readonly url: string
  readonly accounts?: Accounts | undefined
  /** How long an event that is expected is waited for. */
  readonly settleMs: number
  /** The same of the news that somebody is gone: they may come back, and gateways wait with it. */
  readonly awayMs: number
  readonly answerWithinMs: number
  /** What should not come at all cannot be waited for otherwise than by the clock: so long in the end. */
  readonly quietMs: number
}

interface Hands {
  readonly symbols: Symbols
  readonly plain: PlainForm
  readonly visitors: Visitors
  readonly listeners: Listeners
  readonly requests: Requests
  readonly quiet: () => Promise<void>
}

async function emit(step: EmitStep, { symbols, visitors, listeners }: Hands): Promise<void> {
  const { socket, event, packets, beforeReady } = step
  const says = packets.map((packet) => ({ event, data: symbols.fill(packet) }))
  if (beforeReady === true) await listeners.come(socket, visitors.tokenOf(personOf(socket)) ?? '', says)
  else listeners.say(socket, says)
}

/** The answer is of the request it takes, where it takes one. */
async function act(step: Step, hands: Hands): Promise<Answer | undefined> {
  const { plain, visitors, listeners, requests } = hands
  switch (step.kind) {
    case 'request':
      return requests.ask(step)
    case 'sign-up':
      return requests.signUp(step)
    case 'sign-out':
      return plain.answer('POST /auth/logout', await visitors.signOut(step.person))
    case 'come':
      await listeners.come(step.socket, visitors.tokenOf(personOf(step.socket)) ?? '')
      return undefined
    case 'go':
      listeners.go(step.socket)
      return undefined
    case 'emit':
      await emit(step, hands)
      return undefined
    case 'rest':
      await hands.quiet()
      return undefined
    default:
      return assertNever(step)
  }
}

export function createSide(options: SideOptions): Side {
  const { url, accounts, answerWithinMs, quietMs } = options
  const symbols = createSymbols()
  const plain = createPlainForm(symbols, url)
  const visitors = createVisitors({ url, accounts, answerWithinMs })
  const ears = createEars(({ event, payload }) => plain.payload(event, payload) !== undefined)
  const listeners = createListeners({ url, answerWithinMs, ears })
  const requests = createRequests({ symbols, plain, visitors })
  const patience = createPatience(options)
  const hands = { symbols, plain, visitors, listeners, requests, quiet: () => ears.quiet(quietMs) }

  function takeHeard(): Outcome['heard'] {
    const inPlainForm = [...ears.take()].map(([name, packets]) => {
      const heard = packets.flatMap(({ event, payload }): Heard[] => {
        const formed = plain.payload(event, payload)
        return formed === undefined ? [] : [{ event, payload: formed.plain }]
      })
      return [name, heard] as const
    })
    return new Map(inPlainForm)
  }

  return {
    perform: async (step, expected = expectedOf(step, listeners.present())) => {
      let answer: Answer | undefined
      try {
        answer = await act(step, hands)
      } catch (error) {
        if (error instanceof UnknownSymbolError) return { ...NOTHING, skipped: true }
        throw error
      }
      const missing = await ears.hearing(expected, patience.for(step, expected))
      patience.lose(step, missing)
      // What comes of itself meanwhile is heard with the next step.
      if (!isLook(step)) await listeners.settled()
      return { heard: takeHeard(), ...(answer === undefined ? {} : { answer }) }
    },
    tidyUp: requests.tidyUp,
    hangUp: listeners.stop,
  }
}
