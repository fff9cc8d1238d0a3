import { ProtocolError } from '#shared/protocol/errors.ts'

/** Nobody types as fast; whoever asks for more at once waits for nobody but themselves. */
const MAX_WAITING = 100

type Task = () => Promise<void>

/** One piece of work at a time, from one person after the other: who asks for much delays nobody but themselves. */
export interface FairLine {
  /** @throws ProtocolError searchBusy, where too much of theirs is waiting */
  readonly take: <Result>(person: string, work: () => Promise<Result>) => Promise<Result>
}

export function createFairLine(): FairLine {
  /** Who is next stands first. */
  const waiting = new Map<string, Task[]>()
  let running = false

  function next(): Task | undefined {
    const [person, tasks] = waiting.entries().next().value ?? []
    if (person === undefined || tasks === undefined) return undefined
    waiting.delete(person)
    const [first, ...rest] = tasks
    if (rest.length > 0) waiting.set(person, rest)
    return first
  }

  async function run(): Promise<void> {
    if (running) return
    running = true
    for (let task = next(); task !== undefined; task = next()) await task()
    running = false
  }

  return {
    take: <Result>(person: string, work: () => Promise<Result>) =>
      new Promise<Result>((resolve, reject) => {
        const theirs = waiting.get(person) ?? []
        if (theirs.length >= MAX_WAITING) throw new ProtocolError('searchBusy')
        waiting.set(person, [...theirs, () => work().then(resolve, reject)])
        void run()
      }),
  }
}
