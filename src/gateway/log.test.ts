import { expect, test, vi } from 'vitest'
import { createLog } from './log.ts'

function collect(): { readonly lines: unknown[]; readonly write: (line: string) => void } {
  const lines: unknown[] = []
  return { lines, write: (line) => lines.push(JSON.parse(line)) }
}

test('lines come in their order, as JSON, with the error they are about', async () => {
  const stream = collect()
  const log = createLog('info', stream)
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
  const log = createLog('warn', stream)
  log.debug({}, 'not this')
  log.info({}, 'nor this')
  log.warn({}, 'but this')
  await vi.waitFor(() => {
    expect(stream.lines).toMatchObject([{ msg: 'but this' }])
  })
})

test('a silent log writes nothing, whatever it is told', async () => {
  const stream = collect()
  const silent = createLog('silent', stream)
  silent.error({}, 'not even this')
  const loud = createLog('error', stream)
  loud.error({}, 'the end')
  await vi.waitFor(() => {
    expect(stream.lines).toMatchObject([{ msg: 'the end' }])
  })
})
