import { expect, test } from 'vitest'
import { createHandDrivenClock } from '../../hand-driven-clock.ts'
import { createSteeredClock, type SteeredClock } from './steered-clock.ts'

function start(running: boolean): {
  readonly real: ReturnType<typeof createHandDrivenClock>
  readonly clock: SteeredClock
} {
  const real = createHandDrivenClock(1_000_000)
  return { real, clock: createSteeredClock({ startMs: 5_000, running, real }) }
}

test('[CLOCK1] a running clock keeps the real pace, and runs what becomes due at its own time', () => {
  const { real, clock } = start(true)
  const ran: number[] = []
  clock.after(100, () => ran.push(clock.now()))
  clock.after(50, () => ran.push(clock.now()))
  real.advance(70)
  expect([clock.now(), ...ran]).toEqual([5_070, 5_050])
  real.advance(40)
  expect([clock.now(), ...ran]).toEqual([5_110, 5_050, 5_100])
})

test('[CLOCK1] a clock that stands moves only when it is moved, and goes on from there', () => {
  const { real, clock } = start(false)
  const ran: number[] = []
  clock.after(100, () => ran.push(clock.now()))
  real.advance(1_000)
  expect([clock.now(), ...ran]).toEqual([5_000])
  clock.advance(150)
  expect([clock.now(), ...ran]).toEqual([5_150, 5_100])
  clock.resume()
  clock.after(10, () => ran.push(clock.now()))
  real.advance(20)
  expect([clock.now(), ...ran]).toEqual([5_170, 5_100, 5_160])
  clock.pause()
  real.advance(1_000)
  expect(clock.now()).toBe(5_170)
})

test('[CLOCK1] moved ahead while it runs it runs what is due in between, once, and what is called off never', () => {
  const { real, clock } = start(true)
  const ran: string[] = []
  clock.after(1_000, () => {
    ran.push('first')
    clock.after(1_000, () => ran.push('second'))
  })
  clock.after(1_500, () => ran.push('never'))()
  real.advance(300)
  clock.advance(1_700)
  expect(ran).toEqual(['first', 'second'])
  expect(clock.now()).toBe(7_000)
  real.advance(10_000)
  expect(ran).toEqual(['first', 'second'])
})
