import { fork } from 'node:child_process'

/** What a program of the bench does when it is called from the process that started it. */
type Calls = Readonly<Record<string, (argument: never) => Promise<unknown>>>

interface Call {
  readonly name: string
  readonly argument: unknown
}

type Answer = { readonly result: unknown } | { readonly failure: string }

/** Told by the program's own type, so that both sides agree: `startChild<typeof calls>`. */
export interface Child<Program extends Calls> extends Disposable {
  /** One at a time. */
  readonly call: <Name extends keyof Program & string>(
    name: Name,
    argument: Parameters<Program[Name]>[0],
  ) => Promise<Awaited<ReturnType<Program[Name]>>>
}

/** Runs a program of the bench in a Node process of its own, where nothing else takes its time. */
export function startChild<Program extends Calls>(file: string): Child<Program> {
  const child = fork(new URL(file), { stdio: ['ignore', 'inherit', 'inherit', 'ipc'], serialization: 'advanced' })
  return {
    call: (name, argument) =>
      new Promise((resolve, reject) => {
        const gone = (code: number | null): void => {
          reject(new Error(`${name}: the process ended with ${String(code)}`))
        }
        child.once('exit', gone)
        child.once('message', (answer: Answer) => {
          child.off('exit', gone)
          // The program's type says what its call answers; the channel between processes knows no types.
          if ('result' in answer) resolve(answer.result as Awaited<ReturnType<Program[typeof name]>>)
          else reject(new Error(`${name}: ${answer.failure}`))
        })
        child.send({ name, argument })
      }),
    [Symbol.dispose]: () => {
      child.kill()
    },
  }
}

/** The other end, in the program itself. */
export function answerCalls(calls: Calls): void {
  // Nobody is left to call.
  process.once('disconnect', () => process.exit())
  process.on('message', ({ name, argument }: Call) => {
    const tell = (answer: Answer): void => {
      process.send?.(answer)
    }
    Promise.resolve(calls[name]?.(argument as never)).then(
      (result) => {
        tell({ result })
      },
      (error: unknown) => {
        tell({ failure: String(error) })
      },
    )
  })
}
