import { fork } from 'node:child_process'
import path from 'node:path'
import type { Target } from './target.ts'

/** How long the others wait while somebody attacks. */
export interface Talk extends Disposable {
  /** Ends the talk; answers with how long each message took until it was heard, in milliseconds. */
  readonly end: () => Promise<number[]>
}

/** Two people talk on, one message after the other has been heard. */
export async function keepTalking({ url, talk, talkers: [vera, mark] }: Target): Promise<Talk> {
  const talker = fork(path.join(import.meta.dirname, 'talker.ts'), [url, talk, vera.token, mark.token], {
    execArgv: [],
  })
  const next = (): Promise<unknown> =>
    new Promise((resolve, reject) => {
      talker.once('message', resolve)
      talker.once('exit', (code) => {
        reject(new Error(`The talk broke off with ${code}`))
      })
    })
  await next()
  return {
    end: async () => {
      const took = next()
      talker.send('end')
      return (await took) as number[]
    },
    [Symbol.dispose]: () => {
      talker.kill('SIGKILL')
    },
  }
}

/** What all but one of a hundred were faster than. */
export const slowestOfMost = (took: readonly number[]): number =>
  took.toSorted((a, b) => a - b)[Math.floor(took.length * 0.99)] ?? Number.POSITIVE_INFINITY
