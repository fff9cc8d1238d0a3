import { randomBytes } from 'node:crypto'

const COUNTER_LIMIT = 16 ** 6

let made = 0

const hex = (value: number, digits: number): string => value.toString(16).padStart(digits, '0')

/**
 * A fresh id for anything but a message (those come from the allocator): the second (8 hex digits), the millisecond (3), a
 * count (6) and chance (7). Lists stand in the order of ids, so that what is made in one millisecond keeps its order too.
 */
export function newId(nowMs: number): string {
  const now = Math.floor(nowMs)
  made = (made + 1) % COUNTER_LIMIT
  return hex(Math.floor(now / 1000), 8) + hex(now % 1000, 3) + hex(made, 6) + randomBytes(4).toString('hex').slice(0, 7)
}

export const isoTime = (ms: number): string => new Date(ms).toISOString()
