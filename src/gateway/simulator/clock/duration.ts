const units = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 } as const

/** Milliseconds of `250ms`, `15s`, `5m`, `2h`, `1d`; undefined where it is no such text. */
export function durationMs(text: string): number | undefined {
  const { amount, unit } = /^(?<amount>\d+(?:\.\d+)?)(?<unit>ms|s|m|h|d)$/.exec(text.trim())?.groups ?? {}
  return amount === undefined ? undefined : Number(amount) * units[unit as keyof typeof units]
}
