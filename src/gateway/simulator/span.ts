const SECOND_MS = 1000
/** More digits a span of time may not have. */
const MANY_MS = 1_000_000_000

/** A span of time as scenarios write it. */
export function spanOf(ms: number): string {
  const whole = Math.max(0, Math.round(ms))
  if (whole % SECOND_MS === 0) return `${whole / SECOND_MS}s`
  return whole < MANY_MS ? `${whole}ms` : `${(whole / SECOND_MS).toFixed(3)}s`
}
