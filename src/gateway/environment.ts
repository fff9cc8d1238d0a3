/** The environment asks for something that cannot be. */
export class ConfigurationError extends Error {}

export type Environment = Readonly<Record<string, string | undefined>>

const SECONDS = { s: 1, m: 60, h: 3600, d: 86_400, w: 604_800, y: 31_557_600 } as const

/** The words that libraries of tokens understand, a thousandth of a second left out (ID-2). */
const units = new Map<string, number>(
  (
    [
      ['s sec secs second seconds', SECONDS.s],
      ['m min mins minute minutes', SECONDS.m],
      ['h hr hrs hour hours', SECONDS.h],
      ['d day days', SECONDS.d],
      ['w week weeks', SECONDS.w],
      ['y yr yrs year years', SECONDS.y],
    ] as const
  ).flatMap(([words, seconds]) => words.split(' ').map((word) => [word, seconds] as const)),
)

/** Seconds, or a number and a unit; undefined for anything else, and for no time at all. */
export function secondsOf(value: string): number | undefined {
  const text = value.trim().toLowerCase()
  const [, number = '', unit = ''] = /^(\d+(?:\.\d+)?) ?([a-z]+)$/.exec(text) ?? []
  const seconds = Math.floor(/^\d+$/.test(text) ? Number(text) : Number(number) * (units.get(unit) ?? 0))
  return Number.isSafeInteger(seconds) && seconds > 0 ? seconds : undefined
}

/** What a word for yes or no says; undefined where it is neither. */
export function wordOf(value: string | undefined): boolean | undefined {
  const word = value?.trim().toLowerCase() ?? ''
  if (['1', 'true', 'yes', 'y', 'on'].includes(word)) return true
  if (['0', 'false', 'no', 'n', 'off'].includes(word)) return false
  return undefined
}

/** The entries of a list by commas; undefined where there are none. */
export function listOf(value: string | undefined): string[] | undefined {
  const entries = (value ?? '')
    .split(',')
    .map((entry) => entry.trim())
    .filter((entry) => entry !== '')
  return entries.length === 0 ? undefined : entries
}

/** What a variable says, where it says anything. */
export function textOf(environment: Environment, name: string): string | undefined {
  const value = environment[name]?.trim() ?? ''
  return value === '' ? undefined : value
}
