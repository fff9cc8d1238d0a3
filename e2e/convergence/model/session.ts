import type { Answer, Asked } from './answers.ts'
import type { Covered } from './coverage.ts'

interface Turn {
  readonly page: number
  readonly run: () => void
}

/** What is exchanged, and by which try of which page. */
interface Exchange {
  readonly id: string
  readonly token: number
}

export const REFRESH = '/auth/refresh-cookie'

const refused: Answer = { status: 401, body: { message: 'Unauthorized' } }

/** Who a machine is to the gateway: what its pages have in common, and what the gateway takes of it. Tokens are numbers. */
export class Session {
  readonly #covered: Covered
  readonly #knowsRetries: boolean
  #held = 1
  #good = 1
  #goodBy = ''
  #turns: Turn[] = []
  #wasRefused = false
  isExpired = false

  constructor(covered: Covered, knowsRetries: boolean) {
    this.#covered = covered
    this.#knowsRetries = knowsRetries
  }

  /** Which token the machine has. */
  get held(): number {
    return this.#held
  }

  /** Whether the gateway was the last to say that this is nobody. */
  get wasRefused(): boolean {
    return this.#wasRefused
  }

  get isRenewed(): boolean {
    return this.#held > 1
  }

  /** What the gateway says before it looks at anything else; undefined: go on. */
  answer({ path, body }: Asked): Answer | undefined {
    if (path === REFRESH) return this.#exchange(body as Exchange)
    if (!this.isExpired) return undefined
    this.#covered.add('401')
    return refused
  }

  #exchange({ id, token }: Exchange): Answer {
    const isAgain = this.#knowsRetries && id === this.#goodBy && token === this.#good - 1
    if (token !== this.#good && !isAgain) return refused
    if (!isAgain) {
      this.#good += 1
      this.#goodBy = id
    }
    return { status: 200, body: { token: this.#good } }
  }

  /** What the machine makes of an answer. */
  hear({ path }: Asked, { status, body }: Answer): void {
    if (path !== REFRESH) return
    this.#wasRefused = status === 401
    if (this.#wasRefused) return
    this.#held = (body as Exchange).token
    this.isExpired = false
    this.#covered.add('renewed')
  }

  /** The gateway takes nothing of it any more. */
  revoke(): void {
    this.isExpired = true
    this.#good += 2
    this.#goodBy = ''
  }

  /** The same person once more. */
  signIn(): void {
    this.#good += 1
    this.#held = this.#good
    this.#wasRefused = false
    this.isExpired = false
  }

  /** One page after the other. */
  inTurn<Result>(page: number, task: () => Promise<Result>): Promise<Result> {
    const { promise, resolve, reject } = Promise.withResolvers<Result>()
    const turn: Turn = {
      page,
      run: () => {
        const leave = (): void => {
          this.#leave((each) => each === turn)
        }
        task().then(resolve, reject).finally(leave)
      },
    }
    this.#turns.push(turn)
    if (this.#turns[0] === turn) turn.run()
    return promise
  }

  #leave(isGone: (turn: Turn) => boolean): void {
    const [first] = this.#turns
    this.#turns = this.#turns.filter((turn) => !isGone(turn))
    if (this.#turns[0] !== first) this.#turns[0]?.run()
  }

  /** A page is gone, and with it its turn. */
  forget(page: number): void {
    this.#leave((turn) => turn.page === page)
  }
}
