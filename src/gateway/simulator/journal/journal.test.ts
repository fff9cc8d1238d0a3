import { expect, test } from 'vitest'
import { createHandDrivenClock } from '../../hand-driven-clock.ts'
import { startSimulation } from '../simulation.ts'
import { createJournal, UNREAD, type Journal, type JournalLimits } from './journal.ts'

function filled(limits: JournalLimits, steps: number, text = 'x'): Journal {
  const journal = createJournal(createHandDrivenClock(0), limits)
  for (let count = 0; count < steps; count += 1) journal.tell({ kind: 'note', text })
  return journal
}

test('[SIM5] a journal forgets its oldest steps, by their number and by their size', () => {
  const many = filled({ steps: 100, bytes: 1_000_000 }, 1_000).read()
  expect(many.steps.length).toBeLessThanOrEqual(110)
  expect(many.steps.at(-1)?.cursor).toBe(999)
  expect(many.forgotten + many.steps.length).toBe(1_000)

  const large = filled({ steps: 1_000_000, bytes: 100_000 }, 100, 'x'.repeat(9_800)).read()
  expect(large.steps.length).toBeLessThanOrEqual(10)
  expect(
    filled({ steps: 10, bytes: 1 }, 3)
      .read()
      .steps.map(({ cursor }) => cursor),
  ).toEqual([2])
})

test('[SIM5] it may be given less room later, and counts on', () => {
  const journal = filled({ steps: 1_000, bytes: 1_000_000 }, 900)
  journal.limit({ steps: 10, bytes: 1_000_000 })
  expect(journal.read().steps.map(({ cursor }) => cursor)).toEqual([890, 891, 892, 893, 894, 895, 896, 897, 898, 899])
  expect(journal.tell({ kind: 'note', text: 'next' })).toBe(900)
  expect(journal.length()).toBe(901)
})

test.each([
  ['two-friends', true],
  ['every-message', false],
])(
  '[SIM5] nobody reads the journal of %s: it is short is %s, for what it expects is looked for there',
  async (scenario, short) => {
    const quiet = { port: 0, environment: {}, logLevel: 'error', previews: 'off' } as const
    const { journal, stop } = await startSimulation({ scenario, seed: 1, unread: true, gateway: quiet })
    try {
      for (let count = 0; count < 5_000; count += 1) journal.tell({ kind: 'note', text: 'x' })
      const kept = journal.read(0, 5_000).steps.length
      expect(kept <= UNREAD.steps * 1.1).toBe(short)
    } finally {
      await stop()
    }
  },
)
