const ascii = /^[\0-\x7f]*$/
const asciiDrawn = /[a-z0-9]/i
const standsAlone = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Extended_Pictographic}]/u
const drawn = /[\p{L}\p{N}\p{Extended_Pictographic}]/u

let graphemes: Intl.Segmenter | undefined
/** Made with the first name that needs it, as it takes longer than drawing a list of names that do not. */
const graphemesOf = (word: string): Intl.Segments =>
  (graphemes ??= new Intl.Segmenter(undefined, { granularity: 'grapheme' })).segment(word)

function firstOf(word: string): string {
  if (ascii.test(word)) return asciiDrawn.exec(word)?.[0] ?? ''
  for (const { segment } of graphemesOf(word)) if (drawn.test(segment)) return segment
  return ''
}

const saysEnough = (first: string): boolean => !ascii.test(first) && standsAlone.test(first)

/** More names than are drawn at a time; looking through one costs more than all else of a small tile. */
const MOST_KNOWN = 2_000
const known = new Map<string, string>()

/** One or two characters that stand for a name: of its first and last word, or the first where one says enough. */
export function initialsOf(name: string): string {
  const before = known.get(name)
  if (before !== undefined) return before
  if (known.size >= MOST_KNOWN) known.clear()
  const initials = lookThrough(name)
  known.set(name, initials)
  return initials
}

function lookThrough(name: string): string {
  const firsts = name
    .split(/[\s._-]+/u)
    .map(firstOf)
    .filter((first) => first !== '')
  const first = firsts[0] ?? '?'
  const last = firsts.at(-1) ?? ''
  if (firsts.length < 2 || saysEnough(first) || saysEnough(last)) return first.toLocaleUpperCase()
  return (first + last).toLocaleUpperCase()
}
