import type { Fault } from '#shared/simulator/fault.ts'
import type { RunningGateway } from '../../gateway-options.ts'
import type { Stage } from '../stage.ts'
import type { Cast } from './cast.ts'
import { lookUp, type Directory } from './directory.ts'

interface Scene {
  readonly gateway: RunningGateway
  readonly stage: Stage
  readonly directory: Directory
  readonly cast: Cast
  readonly later: (delayMs: number, work: () => Promise<void>) => void
}

interface Break {
  readonly people: readonly string[]
  /** How long nobody of them is let in again. */
  readonly forMs: number
  /** Nobody at all is let in or answered. */
  readonly all: boolean
}

function faultsOf({ people, all }: Break): Fault[] {
  if (!all)
    return people.map((user) => ({ name: 'dropped', match: { kind: 'connect', user }, action: { type: 'refuse' } }))
  return [
    { name: 'restarting', match: { kind: 'connect' }, action: { type: 'refuse' } },
    { name: 'restarting', match: { kind: 'http' }, action: { type: 'drop' } },
  ]
}

/** Ends all sockets of somebody; resolves once the gateway has counted them out. */
async function end(person: string, { gateway, stage, directory }: Scene): Promise<void> {
  const { journal } = stage
  const { sockets } = gateway.parts.realtime
  const id = lookUp(directory.people, person)
  let left = sockets.of(id).size
  let from = journal.length()
  sockets.endUser(id)
  while (left > 0) {
    const { cursor } = await journal.wait((step) => step.kind === 'disconnect' && step.user === person, { from })
    left -= 1
    from = cursor + 1
  }
}

/** Breaks connections and keeps them broken for a time; those of the cast come back by themselves then. */
export async function breakOff(scene: Scene, broken: Break): Promise<void> {
  const { stage, cast, later } = scene
  const { faults } = stage
  const back = cast.present().filter((person) => broken.all || broken.people.includes(person))
  const standing = broken.forMs > 0 ? faultsOf(broken).map((fault) => faults.add(fault)) : []
  for (const person of broken.people) await end(person, scene)
  for (const person of back) cast.lose(person)
  later(broken.forMs, async () => {
    for (const fault of standing) faults.remove(fault)
    for (const person of back) await cast.come(person)
  })
}
