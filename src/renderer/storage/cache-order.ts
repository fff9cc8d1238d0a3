import type { MessageId } from '#shared/models/ids.ts'

interface Ordered {
  readonly _id: MessageId
  readonly createdAt: string
}

const TIME_DIGITS = 14
const LAST_TIME = 10 ** TIME_DIGITS - 1
const HEX = '0123456789abcdef'

/**
 * Where a message stands among others, as text that sorts the newest first: databases read forwards in one go, and
 * backwards row by row.
 */
export function orderOf({ _id, createdAt }: Ordered): string {
  const time = String(LAST_TIME - Date.parse(createdAt)).padStart(TIME_DIGITS, '0')
  return time + Array.from(_id, (digit) => HEX[15 - HEX.indexOf(digit)] ?? digit).join('')
}

/** Sorts behind every message that is newer than a moment, and before all others. */
export const orderAt = (time: number): string => String(LAST_TIME - time).padStart(TIME_DIGITS, '0')
