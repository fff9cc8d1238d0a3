import * as z from 'zod/mini'

const UNIT_MS: Readonly<Record<string, number>> = { ms: 1, s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 }

/** A span of time as people write it: `250ms`, `1.5s`, `5m`, `2h`, `30d`. */
export const duration = z
  .string()
  .check(
    z.regex(
      /^\d{1,9}(\.\d{1,3})?(ms|s|m|h|d)$/,
      'Invalid input: expected a span of time such as 250ms, 1.5s, 5m, 2h or 30d',
    ),
  )

/** NaN where it is no duration. */
export function durationMs(text: string): number {
  const [, amount = '', unit = ''] = /^(\d+(?:\.\d+)?)([a-z]+)$/.exec(text) ?? []
  return Number(amount) * (UNIT_MS[unit] ?? Number.NaN)
}
