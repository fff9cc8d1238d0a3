import { foldCase } from '#shared/models/fold-case.ts'

/** A piece of a text, and whether it is what was looked for. */
interface TextPiece {
  /** Where it begins. */
  readonly at: number
  readonly text: string
  readonly isHit: boolean
}

interface Folded {
  readonly text: string
  /** For each unit of the folded text, and its end, where in the original that stands. */
  readonly origins: readonly number[]
}

/** Folding may change lengths, so it is done letter by letter. */
function fold(text: string): Folded {
  const origins: number[] = []
  let folded = ''
  let at = 0
  for (const letter of text) {
    const small = foldCase(letter)
    for (let unit = 0; unit < small.length; unit += 1) origins.push(at)
    folded += small
    at += letter.length
  }
  origins.push(text.length)
  return { text: folded, origins }
}

/** A text in pieces, so that what was looked for can be marked. */
export function markedPieces(text: string, wanted: string): readonly TextPiece[] {
  const { text: folded, origins } = fold(text)
  const needle = foldCase(wanted)
  const pieces: TextPiece[] = []
  let end = 0
  const push = (to: number, isHit: boolean): void => {
    if (to > end) pieces.push({ at: end, text: text.slice(end, to), isHit })
    end = Math.max(end, to)
  }
  let found = needle === '' ? -1 : folded.indexOf(needle)
  while (found >= 0) {
    push(origins[found] ?? end, false)
    push(origins[found + needle.length] ?? text.length, true)
    found = folded.indexOf(needle, found + needle.length)
  }
  push(text.length, false)
  return pieces
}

/** So much may stand before the first hit: the hit is to be seen in the first lines. */
const LEAD = 60
const LENGTH = 400

const isHalf = (text: string, at: number): boolean => /[\uDC00-\uDFFF]/.test(text.charAt(at))

/** How far a cut may be moved so that it is between two words. */
const MOST_OF_A_WORD = 20

/** Where the next word begins; where words are not told apart by spaces, the same place. */
function nextWord(text: string, at: number): number {
  if (at === 0 || /\s/.test(text.charAt(at - 1))) return at
  const space = text.slice(at, at + MOST_OF_A_WORD).search(/\s/)
  return space < 0 ? at : at + space + 1
}

/** Where the word before ends; the same place where that is too far. */
function wordEnd(text: string, at: number): number {
  const before = text.slice(Math.max(0, at - MOST_OF_A_WORD), at + 1)
  const space = at === text.length ? -1 : before.search(/\s\S*$/)
  return space < 0 ? at : at - before.length + 1 + space
}

/** The part of a long text around what was looked for. */
export function excerpt(text: string, wanted: string): string {
  const { text: folded, origins } = fold(text)
  const found = origins[Math.max(0, folded.indexOf(foldCase(wanted)))] ?? 0
  let from = nextWord(text, found > LEAD ? found - LEAD : 0)
  const end = found + wanted.length
  const most = Math.min(text.length, Math.max(end, from + LENGTH))
  let to = Math.max(Math.min(end, text.length), wordEnd(text, most))
  if (isHalf(text, from)) from += 1
  if (isHalf(text, to)) to -= 1
  return `${from > 0 ? '…' : ''}${text.slice(from, to)}${to < text.length ? '…' : ''}`
}
