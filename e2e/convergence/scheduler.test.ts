import fc from 'fast-check'
import { expect, test } from 'vitest'
import { ownSeat } from '#renderer/fixtures/held-disk.ts'
import { seedOfRun, tell } from '../protocol/proof.ts'
import { checkAtRest } from './check-rest.ts'
import { createDevice, type Device } from './device.ts'
import { Disk } from './model/disk.ts'
import { mannerOf, profiles, type Profile } from './model/manner.ts'
import { Session } from './model/session.ts'
import { createScheduledLine, type ScheduledLine } from './scheduled.ts'
import { openPlace } from './take-step.ts'
import { channelOf, settle } from './world.ts'

const RUNS = 300

const general = channelOf('general')

interface Stage {
  readonly line: ScheduledLine
  readonly device: Device
}

const acts: Readonly<Record<string, (stage: Stage) => void>> = {
  open: ({ device }) => {
    openPlace(device, 'general')
  },
  say: ({ line: { truth } }) => {
    truth.create('general', { author: 'bob', content: 'said' })
  },
  edit: ({ line: { truth } }) => {
    const message = truth.messages.at(-1)
    if (message?.isRetracted === false) truth.edit(message, 'edited')
  },
  retract: ({ line: { truth } }) => {
    const [message] = truth.messages
    if (message !== undefined) truth.retract(message)
  },
  send: ({ device }) => {
    device.sync.outbox.send({ channelId: general, content: 'mine' })
  },
  older: ({ device }) => {
    device.sync.readOlder(general)
  },
  drop: ({ line }) => {
    line.drop()
  },
  hide: ({ line: { truth } }) => {
    truth.hide('general', true)
  },
  show: ({ line: { truth } }) => {
    truth.hide('general', false)
  },
}

/** Promises until none is waiting, then the timer that is due, until none is. */
async function comeToRest(scheduler: fc.Scheduler, { device }: Stage, disk: Disk): Promise<void> {
  for (let count = 0; count < 2_000; count += 1) {
    await settle()
    const [write] = disk.possible()
    const due = device.nextDueMs()
    if (scheduler.count() > 0) await scheduler.waitOne()
    else if (write !== undefined) write.happen()
    else if (due !== undefined && due < device.now() + 120_000) device.advance(due - device.now())
    else return
  }
  throw new Error('I5 liveness: no rest is reached')
}

async function live(profile: Profile, scheduler: fc.Scheduler, names: readonly string[]): Promise<void> {
  const manner = mannerOf(profile, 0)
  const line = createScheduledLine(scheduler, manner)
  const disk = new Disk()
  const device = createDevice({
    line: { ...line, manner, session: new Session(new Set(), true), onStray: () => undefined },
    disk,
    seat: ownSeat,
    number: 0,
    life: 0,
  })
  for (let count = 0; count < 5; count += 1) line.truth.create('general', { author: 'bob', content: `old ${count}` })
  const stage = { line, device }
  for (const name of names) {
    acts[name]?.(stage)
    await settle()
    // Some of what waits comes about before the next act, in whatever order the scheduler has chosen.
    for (let count = 0; count < 2 && scheduler.count() > 0; count += 1) await scheduler.waitOne()
  }
  await comeToRest(scheduler, stage, disk)
  checkAtRest({ network: { truth: line.truth }, devices: [device] })
  device.sync.stop()
}

test.each(profiles)('[I1-I9] whatever order promises settle in, the store comes true (%s)', async (profile) => {
  const seed = seedOfRun()
  tell(`${RUNS} orders of promises on the ${profile} profile, seed ${seed}`)
  const names = fc.array(fc.constantFrom(...Object.keys(acts)), { minLength: 3, maxLength: 25 })
  const property = fc.asyncProperty(fc.scheduler(), names, (scheduler, chosen) => live(profile, scheduler, chosen))
  const { failed, errorInstance, counterexample } = await fc.check(property, { numRuns: RUNS, seed })
  expect(failed ? [String(errorInstance), JSON.stringify(counterexample?.[1])] : []).toEqual([])
})
