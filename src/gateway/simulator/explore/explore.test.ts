import { expect, test } from 'vitest'
import { classOf } from '#shared/simulator/fault-class.ts'
import { fault, type Fault } from '#shared/simulator/fault.ts'
import { createRandom } from '../random.ts'
import { drawSchedule, type Schedule } from './draw-schedule.ts'
import { explore } from './explore.ts'

const isLostAnswer = ({ match, action }: Fault): boolean => match.phase === 'response' && action.type === 'drop'

test('[EXPLORE1] schedules are legal faults that the contract takes, and one seed draws one', () => {
  for (let number = 0; number < 300; number += 1) {
    const draw = (): Schedule => drawSchedule(createRandom(number, 'schedule'))
    const schedule = draw()
    expect(draw()).toEqual(schedule)
    expect(schedule.length).toBeGreaterThanOrEqual(1)
    for (const one of schedule) {
      expect(fault.safeParse(one).success).toBe(true)
      expect(classOf(one)).toBe('legal')
    }
  }
})

test('[EXPLORE2] what fails under a schedule is found, and shrunk to the faults that it takes', async () => {
  let runs = 0
  const found = await explore({
    seed: 1,
    schedules: 200,
    run: (schedule) => {
      runs += 1
      return Promise.resolve(schedule.some(isLostAnswer) ? 3 : 0)
    },
  })
  expect(found?.code).toBe(3)
  expect(found?.fewest).toHaveLength(1)
  expect(found?.fewest.every(isLostAnswer)).toBe(true)
  expect(found?.schedule).toBeLessThan(200)
  expect(runs).toBeLessThan(230)
})

test('[EXPLORE2] where it takes two faults together, both are kept', async () => {
  const isLost = ({ action }: Fault): boolean => action.type === 'lose'
  const found = await explore({
    seed: 5,
    schedules: 2_000,
    run: (schedule) => Promise.resolve(schedule.some(isLostAnswer) && schedule.some(isLost) ? 1 : 0),
  })
  expect(
    found?.fewest.toSorted((a, b) => a.action.type.localeCompare(b.action.type)).map(({ action }) => action.type),
  ).toEqual(['drop', 'lose'])
})

test('[EXPLORE2] what fails by itself needs no fault, and what never fails is tried to the end', async () => {
  expect((await explore({ seed: 1, schedules: 5, run: () => Promise.resolve(2) }))?.fewest).toEqual([])
  const told: number[] = []
  const nothing = await explore({
    seed: 1,
    schedules: 5,
    run: () => Promise.resolve(0),
    onProgress: (done) => told.push(done),
  })
  expect([nothing, told]).toEqual([undefined, [1, 2, 3, 4, 5]])
})
