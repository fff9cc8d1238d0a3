import type { Socket } from 'socket.io'
import { expect, test } from 'vitest'
import { createHandDrivenClock } from '../hand-driven-clock.ts'
import { watchSlowReaders } from './slow-readers.ts'

function reader(): { socket: Socket; fill: (packets: number, length?: number) => void; ended: () => boolean } {
  let ended = false
  const conn = {
    writeBuffer: [] as { data: string }[],
    close: () => {
      ended = true
    },
  }
  return {
    socket: { conn } as unknown as Socket,
    fill: (packets, length = 10) => {
      conn.writeBuffer = Array.from({ length: packets }, () => ({ data: 'x'.repeat(length) }))
    },
    ended: () => ended,
  }
}

test('[CONN6] a client that has stopped reading is ended at the second look, whether by number or by size', () => {
  const clock = createHandDrivenClock(0)
  const [many, large, calm] = [reader(), reader(), reader()]
  watchSlowReaders(clock, () => [many.socket, large.socket, calm.socket])
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
  watchSlowReaders(clock, () => [bursty.socket])
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
  const stop = watchSlowReaders(clock, () => [slow.socket])
  slow.fill(10_000)
  clock.advance(2_000)
  stop()
  clock.advance(60_000)
  expect(slow.ended()).toBe(false)
})
