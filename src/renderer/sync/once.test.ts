import { expect, test } from 'vitest'
import { createOnceAtATime } from './once.ts'

function heldTask(): { readonly task: () => Promise<void>; readonly runs: PromiseWithResolvers<void>[] } {
  const runs: PromiseWithResolvers<void>[] = []
  return {
    runs,
    task: () => {
      const run = Promise.withResolvers<void>()
      runs.push(run)
      return run.promise
    },
  }
}

const turn = (): Promise<void> => Promise.resolve()

test('asked for while it runs, however often, a task runs once more, and all who asked wait for that', async () => {
  const once = createOnceAtATime()
  const { task, runs } = heldTask()
  const asked = [once.run('a', task), once.run('a', task), once.run('a', task)]
  expect(runs).toHaveLength(1)
  runs[0]?.resolve()
  await turn()
  await turn()
  expect(runs).toHaveLength(2)
  runs[1]?.resolve()
  await Promise.all(asked)
  expect(runs).toHaveLength(2)
})

test('tasks of different keys do not wait for each other', () => {
  const once = createOnceAtATime()
  const { task, runs } = heldTask()
  void once.run('a', task)
  void once.run('b', task)
  expect(runs).toHaveLength(2)
})

test('a task that fails tells who asked, and can be run again', async () => {
  const once = createOnceAtATime()
  const { task, runs } = heldTask()
  const first = once.run('a', task)
  runs[0]?.reject(new Error('no'))
  await expect(first).rejects.toThrow('no')
  const second = once.run('a', task)
  expect(runs).toHaveLength(2)
  runs[1]?.resolve()
  await second
})
