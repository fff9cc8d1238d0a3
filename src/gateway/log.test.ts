import { expect, test, vi } from 'vitest'
import { createLog } from './log.ts'

function collect(): { readonly lines: unknown[]; readonly write: (line: string) => void } {
  const lines: unknown[] = []
  return { lines, write: (line) => lines.push(JSON.parse(line)) }
}

test('lines come in their order, as JSON, with the error they are about', async () => {
  const stream = collect()
  const log = createLog({ level: 'info' }, stream)
  log.error({ err: new Error('no room') }, 'first')
  log.info({ bot: 'b1' }, 'second')
  await vi.waitFor(() => {
    expect(stream.lines).toHaveLength(2)
  })
  expect(stream.lines).toMatchObject([
    { level: 50, msg: 'first', err: { type: 'Error', message: 'no room' } },
    { level: 30, msg: 'second', bot: 'b1' },
  ])
})

test('what is less grave than the level is not written', async () => {
  const stream = collect()
  const log = createLog({ level: 'warn' }, stream)
  log.debug({}, 'not this')
  log.info({}, 'nor this')
  log.warn({}, 'but this')
  await vi.waitFor(() => {
    expect(stream.lines).toMatchObject([{ msg: 'but this' }])
  })
})

test('a silent log writes nothing, whatever it is told', async () => {
  const stream = collect()
  const silent = createLog({ level: 'silent' }, stream)
  silent.error({}, 'not even this')
  const loud = createLog({ level: 'error' }, stream)
  loud.error({}, 'the end')
  await vi.waitFor(() => {
    expect(stream.lines).toMatchObject([{ msg: 'the end' }])
  })
})

test('[CLI18] as text a line is a sentence for people, with what it is about and where an error came from', async () => {
  const lines: string[] = []
  const log = createLog({ level: 'warn', format: 'text' }, { write: (line) => lines.push(line) })
  log.warn({ bot: 'b1' }, 'it is late')
  log.error({ err: new Error('no room') }, 'it failed')
  await vi.waitFor(() => {
    expect(lines).toHaveLength(2)
  })
  expect(lines[0]).toMatch(/^\d\d:\d\d:\d\d warn it is late bot="b1"\n$/)
  expect(lines[1]).toMatch(/^\d\d:\d\d:\d\d error it failed\n {2}Error: no room\n {6}at /)
})
