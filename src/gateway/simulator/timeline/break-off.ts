import type { RunningGateway } from '../../gateway-options.ts'
import type { Power } from '../power/start-with-power.ts'
import type { Stage } from '../stage.ts'
import type { Cast } from './cast.ts'
import { lookUp, type Directory } from './directory.ts'

interface Scene {
  readonly gateway: RunningGateway
  readonly stage: Stage
  readonly power: Power
  readonly directory: Directory
  readonly cast: Cast
  readonly later: (delayMs: number, work: () => Promise<void>) => void
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

interface Break {
  readonly person: string
  /** How long they are not let in again. */
  readonly forMs: number
}

/** Breaks somebody's connections and keeps them broken for a time; whoever is of the cast comes back by themselves then. */
export async function breakOff(scene: Scene, { person, forMs }: Break): Promise<void> {
  const { stage, cast, later } = scene
  const { faults } = stage
  const comesBack = cast.present().includes(person)
  const refusal = { name: 'dropped', match: { kind: 'connect', user: person }, action: { type: 'refuse' } } as const
  const standing = forMs > 0 ? [faults.add(refusal)] : []
  await end(person, scene)
  cast.lose(person)
  later(forMs, async () => {
    for (const fault of standing) faults.remove(fault)
    if (comesBack) await cast.come(person)
  })
}

/** Kills the gateway and starts it again some time later; those of the cast come back by themselves then. */
export async function restart({ power, cast, later }: Scene, forMs: number): Promise<void> {
  const back = cast.present()
  await power.cut()
  for (const person of back) cast.lose(person)
  later(forMs, async () => {
    await power.restore()
    for (const person of back) await cast.come(person)
  })
}
