import { randomBytes } from 'node:crypto'

/** A fresh id for anything but a message (those come from the allocator): the second, then 64 random bits. */
export function newId(nowMs: number): string {
  const second = Math.floor(nowMs / 1000)
    .toString(16)
    .padStart(8, '0')
  return second + randomBytes(8).toString('hex')
}

export const isoTime = (ms: number): string => new Date(ms).toISOString()
