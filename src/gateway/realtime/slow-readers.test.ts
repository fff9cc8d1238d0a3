import { expect, test } from 'vitest'
import { createHandDrivenClock } from '../hand-driven-clock.ts'
import { createContain } from './contain.ts'
import type { Connection } from './end-connection.ts'
import { watchSlowReaders } from './slow-readers.ts'

const contain = createContain(() => expect.unreachable())

function reader(): { connection: Connection; fill: (packets: number, length?: number) => void; ended: () => boolean } {
  let ended = false
  const connection = {
    transport: {},
    writeBuffer: [] as { data: string }[],
    close: () => {
      ended = true
    },
  }
  return {
    connection: connection as unknown as Connection,
    fill: (packets, length = 10) => {
      connection.writeBuffer = Array.from({ length: packets }, () => ({ data: 'x'.repeat(length) }))
    },
    ended: () => ended,
  }
}

test('[CONN6] a client that has stopped reading is ended at the second look, whether by number or by size', () => {
  const clock = createHandDrivenClock(0)
  const [many, large, calm] = [reader(), reader(), reader()]
  watchSlowReaders(() => [many, large, calm].map(({ connection }) => connection), { clock, contain })
  many.fill(513)
  large.fill(5, 1024 * 1024)
  calm.fill(512)
  clock.advance(2_000)
  expect([many.ended(), large.ended(), calm.ended()]).toEqual([false, false, false])
  clock.advance(2_000)
  expect([many.ended(), large.ended(), calm.ended()]).toEqual([true, true, false])
})

test('[CONN6] a burst that is read in time is no offence, however often it comes', () => {
  const clock = createHandDrivenClock(0)
  const bursty = reader()
  watchSlowReaders(() => [bursty.connection], { clock, contain })
  for (let round = 0; round < 5; round += 1) {
    bursty.fill(10_000)
    clock.advance(2_000)
    bursty.fill(0)
    clock.advance(2_000)
  }
  expect(bursty.ended()).toBe(false)
})

test('[CONN6] a gateway that stops looks no more', () => {
  const clock = createHandDrivenClock(0)
  const slow = reader()
  const stop = watchSlowReaders(() => [slow.connection], { clock, contain })
  slow.fill(10_000)
  clock.advance(2_000)
  stop()
  clock.advance(60_000)
  expect(slow.ended()).toBe(false)
})
