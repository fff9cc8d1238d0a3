import type { Counts } from './ears.ts'
import { personOf, type SocketName, type Step } from './step.ts'

const told = (sockets: readonly SocketName[], event: string): (readonly [string, number])[] =>
  sockets.map((name) => [`${name} ${event}`, 1])

/** Of somebody whose last socket ends everybody else is told. */
function goodbyes(ending: readonly SocketName[], present: readonly SocketName[]): (readonly [string, number])[] {
  const [first] = ending
  if (first === undefined) return []
  const left = present.filter((name) => !ending.includes(name))
  const isGone = left.every((name) => personOf(name) !== personOf(first))
  return isGone ? told(left, 'PRESENCE_UPDATE') : []
}

/** What a gateway without quirks lets be heard some time after a step is done, where nothing says that it was all. */
export function expectedOf(step: Step, present: readonly SocketName[]): Counts {
  if (step.kind === 'emit') return new Map([[`${step.socket} ${step.until.event}`, step.until.count]])
  if (step.kind === 'go')
    return new Map(
      goodbyes(
        present.filter((name) => name === step.socket),
        present,
      ),
    )
  if (step.kind !== 'sign-out') return new Map()
  const own = present.filter((name) => personOf(name) === step.person)
  return new Map([...told(own, 'disconnect'), ...goodbyes(own, present)])
}
