import { expect, test } from 'vitest'
import { openDatabase } from '../../database/open-database.ts'
import { createHandDrivenClock } from '../../hand-driven-clock.ts'
import { createJournal, type Journal } from '../journal/journal.ts'
import { createRecorder, RecordingError } from './recorder.ts'

function tellCommit(journal: Journal): void {
  journal.tell({ kind: 'commit', changes: [{ table: 'message', inserted: 1, updated: 0, deleted: 0 }] })
}

test('[RECORD6] what is forgotten can be recorded no more, and a recording may begin now', async () => {
  const clock = createHandDrivenClock(1000)
  const journal = createJournal(clock, { steps: 3, bytes: 10_000 })
  const recorder = createRecorder({ journal, clock, empty: true, limit: 10 })
  const database = await openDatabase(undefined)
  try {
    recorder.begin()
    for (let count = 0; count < 10; count += 1) tellCommit(journal)
    // The journal has forgotten by now, and the recorder not yet.
    expect(journal.read().forgotten).toBeGreaterThan(0)
    expect(await recorder.beginningAt(0, database)).toMatchObject({ cursor: 0, at: 1000, world: { kind: 'nothing' } })
    expect(recorder.actsFrom(0).length).toBe(10)

    tellCommit(journal)
    await expect(recorder.beginningAt(0, database)).rejects.toThrow(RecordingError)
    clock.advance(500)
    const now = await recorder.beginningAt(journal.length(), database)
    expect(now).toMatchObject({ cursor: 11, at: 1500, world: { kind: 'rows' } })
    tellCommit(journal)
    expect(await recorder.beginningAt(11, database)).toBe(now)
    expect(await recorder.beginningAt(3, database)).toMatchObject({ cursor: 11, isLate: true })
  } finally {
    await database.close()
  }
})

test('[RECORD6] once the beginning is forgotten, a recording may begin before the next change', async () => {
  const clock = createHandDrivenClock(1000)
  const journal = createJournal(clock)
  const recorder = createRecorder({ journal, clock, empty: true, limit: 10 })
  const plain = await openDatabase(undefined)
  try {
    recorder.begin()
    for (let count = 0; count < 15; count += 1) tellCommit(journal)
    await recorder.around(plain).write(() => Promise.resolve({ result: undefined }))
    tellCommit(journal)
    expect(await recorder.beginningAt(0, plain)).toMatchObject({ cursor: 15, isLate: true, world: { kind: 'rows' } })
    expect(recorder.actsFrom(15).length).toBe(1)
  } finally {
    await plain.close()
  }
})

test('[RECORD1] the world of the beginning is looked at before the first change of it, and once', async () => {
  const clock = createHandDrivenClock(1000)
  const journal = createJournal(clock)
  const recorder = createRecorder({ journal, clock, empty: false })
  const plain = await openDatabase(undefined)
  const database = recorder.around(plain)
  const write = (value: string): Promise<undefined> =>
    database.write(async (writer) => {
      await writer.insertInto('meta').values({ key: value, value }).execute()
      return { result: undefined }
    })
  try {
    await write('before')
    recorder.begin()
    tellCommit(journal)
    await Promise.all([write('ownerUserId'), write('more')])
    const { world } = await recorder.beginningAt(0, database)
    expect(world).toMatchObject({ kind: 'rows', rows: { owner: undefined, users: [] } })
    expect((await recorder.beginningAt(0, database)).world).toBe(world)
  } finally {
    await plain.close()
  }
})
