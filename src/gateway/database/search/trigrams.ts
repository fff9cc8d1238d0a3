const LENGTH = 3
/** More make no answer shorter: what they leave is looked at letter by letter anyway. */
const ENOUGH = 4

/** How the index is to be asked for texts that have this one in it, or undefined where it is too short to be asked. */
export interface TrigramQuestion {
  readonly match: string
  /** Whether everything the index names has the text in it; else it names some that may. */
  readonly exact: boolean
}

/** Each is quoted, so that nothing in it means anything else. */
const quoted = (gram: string): string => `"${gram.replaceAll('"', '""')}"`

/** Three characters in a row each, from all over the text. */
export function trigramQuestion(text: string): TrigramQuestion | undefined {
  const characters = Array.from(text)
  const last = characters.length - LENGTH
  if (last < 0) return undefined
  const starts = Array.from({ length: ENOUGH }, (_, index) => Math.round((index * last) / (ENOUGH - 1)))
  const grams = new Set(starts.map((start) => characters.slice(start, start + LENGTH).join('')))
  return { match: [...grams].map(quoted).join(' AND '), exact: last === 0 }
}
