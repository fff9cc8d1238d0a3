import { checkCache } from './check-cache.ts'
import { checkDeeds } from './check-deeds.ts'
import { checkAtRest } from './check-rest.ts'
import { checkSends } from './check-sends.ts'
import { checkStep } from './check-step.ts'
import { violation } from './violation.ts'
import type { Step } from './steps.ts'
import { takeStep } from './take-step.ts'
import { everything, happen, settle, signInAgain, type World } from './world.ts'

const MOST_STEPS_TO_REST = 3_000

/** Timers further away than this keep nothing from being at rest. */
const HORIZON_MS = 120_000

/** The first timer that is due goes off; false where none is. */
function passTime({ devices }: World): boolean {
  const due = devices.find((device) => (device.nextDueMs() ?? Number.POSITIVE_INFINITY) < device.now() + HORIZON_MS)
  due?.advance((due.nextDueMs() ?? 0) - due.now())
  return due !== undefined
}

/** The network heals: everything that can still happen does, timers and all. */
export async function comeToRest(world: World, drain = 0): Promise<void> {
  await settle()
  for (let count = 0; count < MOST_STEPS_TO_REST; count += 1) {
    const all = everything(world)
    const next = all[(drain * count) % Math.max(1, all.length)]
    if (next !== undefined) {
      happen(world, next)
      await settle()
      checkStep(world)
    } else if (passTime(world)) await settle()
    else return
  }
  violation('I5 liveness', 'no rest is reached')
}

async function takeSteps(world: World, steps: readonly Step[]): Promise<void> {
  for (const step of steps) {
    takeStep(world, step)
    await settle()
    if (step.do === 'calm') await comeToRest(world)
    checkStep(world)
  }
}

/** Whoever was signed out comes back. Of two tabs the second one may learn only now that it was. */
async function comeBackAll(world: World, drain: number): Promise<void> {
  while (world.devices.some((device) => device.isEnded())) {
    for (const number of world.devices.keys()) signInAgain(world, number)
    await comeToRest(world, drain)
  }
}

/** As long as it takes until pages look by themselves at what others may have left on the disk. */
const LOOK_AGAIN_MS = 200_000

/** The same, and what nobody was told of is found by and by. */
export async function comeToAnEnd(world: World, drain = 0): Promise<void> {
  await comeToRest(world, drain)
  await comeBackAll(world, drain)
  if (!world.network.covered.has('kill before its word')) return
  for (const device of world.devices) device.advance(LOOK_AGAIN_MS)
  await comeToRest(world, drain)
}

/** Steps with faults, then none any more, then rest, and everything has to be right. */
export async function run(world: World, steps: readonly Step[], drain: number): Promise<void> {
  try {
    await takeSteps(world, steps)
    await comeToAnEnd(world, drain)
    checkAtRest(world)
    checkCache(world)
    checkSends(world)
    checkDeeds(world)
  } finally {
    for (const { sync } of world.devices) sync.stop()
  }
}
