const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' })
const standsAlone = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Extended_Pictographic}]/u
const drawn = /[\p{L}\p{N}\p{Extended_Pictographic}]/u

function firstOf(word: string): string {
  for (const { segment } of graphemes.segment(word)) if (drawn.test(segment)) return segment
  return ''
}

/** One or two characters that stand for a name: of its first and last word, or the first where one says enough. */
export function initialsOf(name: string): string {
  const firsts = name
    .split(/[\s._-]+/u)
    .map(firstOf)
    .filter((first) => first !== '')
  const first = firsts[0] ?? '?'
  const last = firsts.at(-1) ?? ''
  if (firsts.length < 2 || standsAlone.test(first) || standsAlone.test(last)) return first.toLocaleUpperCase()
  return (first + last).toLocaleUpperCase()
}
