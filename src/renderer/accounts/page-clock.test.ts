import { expect, test, vi } from 'vitest'
import { createPageClock } from './page-clock.ts'

test('what is to be done soon is done in order, in a turn of its own', async () => {
  const clock = createPageClock()
  const done: string[] = []
  clock.soon(() => done.push('first'))
  clock.soon(() => done.push('second'))
  done.push('now')
  await vi.waitFor(() => expect(done).toEqual(['now', 'first', 'second']), { interval: 1 })
  clock.close()
})

test('a timer runs once when it is due, and not at all when it is called off', async () => {
  const clock = createPageClock()
  const [due, calledOff] = [vi.fn<() => void>(), vi.fn<() => void>()]
  clock.after(1, calledOff)()
  const before = clock.now()
  clock.after(2, due)
  await vi.waitFor(() => expect(due).toHaveBeenCalledOnce(), { interval: 1 })
  expect(calledOff).not.toHaveBeenCalled()
  expect(clock.now()).toBeGreaterThanOrEqual(before)
  clock.close()
})

test('closed, it lets go of its channel: nothing is done soon any more', async () => {
  const clock = createPageClock()
  const task = vi.fn<() => void>()
  clock.soon(task)
  clock.close()
  clock.soon(task)
  const later = createPageClock()
  await new Promise<void>((resolve) => {
    later.soon(resolve)
  })
  later.close()
  expect(task).not.toHaveBeenCalled()
})
