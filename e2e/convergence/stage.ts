import { checkCache } from './check-cache.ts'
import { checkDeeds } from './check-deeds.ts'
import { checkAtRest } from './check-rest.ts'
import { checkSends } from './check-sends.ts'
import { checkStep } from './check-step.ts'
import type { Device } from './device.ts'
import type { Manner } from './model/manner.ts'
import type { Place } from './model/names.ts'
import type { TruthMessage } from './model/wire.ts'
import type { Possible } from './model/possible.ts'
import { comeToAnEnd, comeToRest } from './run.ts'
import type { Step } from './steps.ts'
import { takeStep } from './take-step.ts'
import { createWorld, everything, happen, settle, type World } from './world.ts'

/** A world in which a trace says itself what comes next. */
export interface Stage {
  readonly world: World
  readonly device: Device
  readonly take: (...steps: readonly Step[]) => Promise<void>
  readonly bring: (next: Possible) => Promise<void>
  /** The first thing that fits comes about; it has to be there. */
  readonly come: (...patterns: readonly RegExp[]) => Promise<void>
  readonly calm: () => Promise<void>
  /** Everything is as the gateway has it, now and once nothing is on its way any more. */
  readonly end: () => Promise<void>
  readonly bob: (place: Place, content: string, count?: number) => readonly TruthMessage[]
}

export interface Begun {
  readonly manner: Manner
  /** So many messages are in `general` before anybody is there. */
  readonly old?: number
  readonly devices?: number
  readonly areTabs?: boolean
  readonly isCached?: boolean
  readonly isOpen?: boolean
}

/** By default one device that reads `general`, with everything there. */
export async function begin(begun: Begun): Promise<Stage> {
  const { old = 3, devices = 1, isOpen = true } = begun
  const world = createWorld({ ...begun, devices })
  const { truth } = world.network
  const [device] = world.devices
  if (device === undefined) throw new Error('A trace needs a device')

  async function after(): Promise<void> {
    await settle()
    checkStep(world)
  }

  async function bring(next: Possible): Promise<void> {
    happen(world, next)
    await after()
  }

  async function come(...patterns: readonly RegExp[]): Promise<void> {
    for (const pattern of patterns) {
      const all = everything(world)
      const next = all.find(({ label }) => pattern.test(label()))
      if (next === undefined)
        throw new Error(`Nothing like ${String(pattern)} among: ${all.map(({ label }) => label()).join(' | ')}`)
      await bring(next)
    }
  }

  const stage: Stage = {
    world,
    device,
    bring,
    come,
    take: async (...steps) => {
      for (const step of steps) {
        takeStep(world, step)
        await after()
      }
    },
    calm: () => comeToRest(world),
    end: async () => {
      await comeToAnEnd(world)
      checkAtRest(world)
      checkCache(world)
      checkSends(world)
      checkDeeds(world)
      for (const { sync } of world.devices) sync.stop()
    },
    bob: (place, content, count = 1) =>
      Array.from({ length: count }, (_each, index) => {
        const numbered = count === 1 ? content : `${content} ${index}`
        return truth.create(place, { author: 'bob', content: numbered })
      }),
  }
  stage.bob('general', 'old', old)
  if (!isOpen) return stage
  await stage.take({ do: 'open', device: 0, place: 'general' })
  await stage.calm()
  return stage
}
