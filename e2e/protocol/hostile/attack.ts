import { createDice, type Dice } from '../dice.ts'
import { hostileBytes } from './bytes.ts'
import { hostileFrames } from './frames.ts'
import { hostileHandshake, hostilePackets, pollPackets, sayPackets } from './packets.ts'
import { hostileRequest, type Said } from './requests.ts'
import { faultsIn, speak, type Heard } from './speak.ts'
import type { Target } from './target.ts'

/** One input and what came of it. */
export interface Struck {
  readonly kind: string
  readonly what: string
  readonly outcome: string
  readonly faults: readonly string[]
}

const judged = (kind: string, what: string, heard: Heard): Struck => ({
  kind,
  what,
  outcome: heard.status === undefined ? 'closed' : `${Math.floor(heard.status / 100)}xx`,
  faults: faultsIn(heard),
})

type Way = (target: Target, dice: Dice) => Promise<Struck>

interface Saying {
  readonly kind: string
  readonly make: (target: Target, dice: Dice) => Said
  /** What may be only half of something has no answer to wait for. */
  readonly hangsUp: boolean
}

const over =
  ({ kind, make, hangsUp }: Saying): Way =>
  async (target, dice) => {
    const { what, bytes } = make(target, dice)
    return judged(kind, what, await speak(target.port, bytes, hangsUp))
  }

const ways: readonly (readonly [number, Way])[] = [
  [55, over({ kind: 'requests', make: hostileRequest, hangsUp: false })],
  [10, over({ kind: 'bytes', make: hostileBytes, hangsUp: true })],
  [8, over({ kind: 'frames', make: hostileFrames, hangsUp: true })],
  [3, over({ kind: 'handshakes', make: (_target, dice) => hostileHandshake(dice), hangsUp: true })],
  [
    18,
    async (target, dice) => {
      const packets = hostilePackets(target, dice)
      const outcome = (await sayPackets(target, packets)).startsWith('42') ? 'goes on' : 'closed'
      return { kind: 'packets', what: packets.what, outcome, faults: [] }
    },
  ],
  [
    6,
    async (target, dice) => {
      const packets = hostilePackets(target, dice)
      return judged('polling', packets.what, await pollPackets(target, packets))
    },
  ],
]

const drawn = ways.flatMap(([times, way]) => Array.from({ length: times }, () => way))

/** The input of a number: the same for the same seed, whatever came before it. */
async function strike(target: Target, seed: number, number: number): Promise<Struck> {
  const dice = createDice(seed, `hostile ${number}`)
  const way = dice.pick(drawn)
  try {
    return await way(target, dice)
  } catch (error) {
    return { kind: 'broken', what: `input ${number}`, outcome: 'broken', faults: [String(error)] }
  }
}

const AT_ONCE = 12

/** Strikes so many times, several at once. */
export async function attack(target: Target, seed: number, runs: number): Promise<Struck[]> {
  const struck: Struck[] = []
  let next = 0
  const one = async (): Promise<void> => {
    while (next < runs) {
      next += 1
      struck.push(await strike(target, seed, next))
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, one))
  return struck
}
