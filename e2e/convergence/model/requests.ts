import type { Request } from '#renderer/sync/gateway-api.ts'
import { answer, type Answer, type Asked } from './answers.ts'
import type { Covered } from './coverage.ts'
import type { Person } from './names.ts'
import type { Possible } from './possible.ts'
import { REFRESH, type Session } from './session.ts'
import type { Truth } from './truth.ts'

interface InFlight {
  readonly device: number
  readonly session: Session
  readonly asked: Asked
  answer: Answer | undefined
  /** The client waits no more; the gateway may carry it out all the same. */
  isGivenUp: boolean
  readonly settle: (answer: Answer) => void
  readonly fail: () => void
}

const noHeaders = new Headers()

/** As much of an answer as a client looks at: a real one costs more than everything else in a run. */
export function responseOf({ status, body }: Answer): Response {
  const text = body === undefined ? '' : JSON.stringify(body)
  const response: Pick<Response, 'ok' | 'status' | 'headers' | 'text'> = {
    ok: status < 400,
    status,
    headers: noHeaders,
    text: () => Promise.resolve(text),
  }
  // Nothing else of it is asked for.
  return response as Response
}

const labelOf = ({ device, asked }: InFlight): string => `${device} ${asked.method} ${asked.path}`

const isWrite = ({ asked }: InFlight): boolean => asked.method !== 'GET'

/** Requests on their way to the gateway, and answers on their way back. Nothing moves until a step says so. */
export class Requests {
  readonly #truth: Truth
  readonly #covered: Covered
  /** What should never have been asked. */
  readonly strayed: string[] = []
  #inFlight: InFlight[] = []

  constructor(truth: Truth, covered: Covered) {
    this.#truth = truth
    this.#covered = covered
  }

  of(device: number, session: Session): Request {
    return (path, init = {}) => {
      const { promise, resolve, reject } = Promise.withResolvers<Response>()
      const body = typeof init.body === 'string' ? (JSON.parse(init.body) as unknown) : undefined
      if (path.includes('before=')) this.#covered.add('paging')
      if (path === `/api${REFRESH}` && this.#isRenewing(session)) this.strayed.push('two refreshes at once')
      this.#inFlight.push({
        device,
        session,
        asked: { method: init.method ?? 'GET', path: path.replace('/api', ''), body },
        answer: undefined,
        isGivenUp: false,
        settle: (settled) => {
          resolve(responseOf(settled))
        },
        fail: () => {
          reject(new TypeError('the connection broke'))
        },
      })
      return promise
    }
  }

  #isRenewing(session: Session): boolean {
    return this.#inFlight.some((one) => one.session === session && one.asked.path === REFRESH && !one.isGivenUp)
  }

  isAsking(session: Session): boolean {
    return this.#inFlight.some((one) => one.session === session)
  }

  /** What may happen next, in the order in which it was asked. */
  possible(): readonly Possible[] {
    return this.#inFlight.map((one) =>
      one.answer === undefined
        ? { label: () => `execute ${labelOf(one)}`, happen: () => this.#execute(one) }
        : { label: () => `answer ${labelOf(one)} ${one.answer?.status ?? 0}`, happen: () => this.#answerIt(one) },
    )
  }

  #remove(one: InFlight): void {
    this.#inFlight = this.#inFlight.filter((each) => each !== one)
  }

  #execute(one: InFlight): void {
    if (one.isGivenUp) {
      if (isWrite(one)) this.#covered.add('late execution')
      this.#remove(one)
    }
    // Every device here is of the same person.
    one.answer = one.session.answer(one.asked) ?? answer(this.#truth, owner, one.asked)
  }

  #answerIt(one: InFlight): void {
    this.#remove(one)
    if (one.answer === undefined) return
    one.session.hear(one.asked, one.answer)
    one.settle(one.answer)
  }

  #waiting(wanted: (one: InFlight) => boolean, which: number): InFlight | undefined {
    const waiting = this.#inFlight.filter((one) => !one.isGivenUp && wanted(one))
    // Writes are what hurts most when they get lost.
    const writes = which % 2 === 0 ? waiting.filter(isWrite) : []
    const all = writes.length > 0 ? writes : waiting
    return all[which % Math.max(1, all.length)]
  }

  /** A request gets lost, or its answer does; the client learns that nothing will come. */
  lose(what: 'request' | 'answer', which: number): string | undefined {
    const one = this.#waiting((each) => (each.answer === undefined) === (what === 'request'), which)
    if (one === undefined) return undefined
    this.#remove(one)
    this.#covered.add(one.asked.path === REFRESH ? 'lost refresh' : `lost ${what}`)
    one.fail()
    return labelOf(one)
  }

  /** The client gives up waiting; the request is still on its way. */
  giveUp(which: number): string | undefined {
    const one = this.#waiting((each) => each.answer === undefined, which)
    if (one === undefined) return undefined
    one.isGivenUp = true
    one.fail()
    return labelOf(one)
  }

  /** Every connection is cut: what was asked and not carried out is gone, and so is every answer. */
  cut(): void {
    const cut = this.#inFlight.filter((one) => !one.isGivenUp)
    this.#inFlight = []
    for (const one of cut) one.fail()
  }

  /** A page that is gone waits for nothing; what it asked for may be carried out all the same. */
  abandon(device: number): void {
    this.#inFlight = this.#inFlight.filter((one) => one.device !== device || one.answer === undefined)
    for (const one of this.#inFlight) if (one.device === device) one.isGivenUp = true
  }
}

const owner: Person = 'me'
