const units = ['byte', 'kilobyte', 'megabyte', 'gigabyte'] as const
const STEP = 1000

/** How large a file is, in the words of a language: `340 kB`, `1.2 MB`. */
export function formatSize(bytes: number, language: string): string {
  let value = bytes
  let unit = 0
  // What would be rounded up to a thousand is one of the next unit.
  while (value >= STEP - 0.5 && unit < units.length - 1) {
    value /= STEP
    unit += 1
  }
  const digits = unit > 1 && value < 100 ? 1 : 0
  const long = unit === 0 ? 'long' : 'short'
  const style = {
    style: 'unit',
    unit: units[unit] ?? 'byte',
    unitDisplay: long,
    maximumFractionDigits: digits,
  } as const
  return new Intl.NumberFormat(language, style).format(value)
}
