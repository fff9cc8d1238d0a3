/** What an upstream speaks well in one go (MB-13.1). */
const MAX_PIECE_LENGTH = 1800

/** A sentence with its marks, or what stands after the last one. */
const SENTENCES = /[^。！？!?；;…\n]*[。！？!?；;…\n]+|[^。！？!?；;…\n]+/g

/** Cuts what has no mark in it, and never between the halves of a character. */
function cutHard(sentence: string): string[] {
  const pieces: string[] = []
  let rest = sentence
  while (rest.length > MAX_PIECE_LENGTH) {
    const isInside = /[\uD800-\uDBFF]/.test(rest.charAt(MAX_PIECE_LENGTH - 1))
    const length = isInside ? MAX_PIECE_LENGTH - 1 : MAX_PIECE_LENGTH
    pieces.push(rest.slice(0, length))
    rest = rest.slice(length)
  }
  return [...pieces, rest]
}

/** The pieces in which a text is spoken: whole sentences, as many as fit; together they are the text. */
export function cutText(text: string): string[] {
  if (text.length <= MAX_PIECE_LENGTH) return [text]
  const pieces: string[] = []
  let piece = ''
  for (const sentence of (text.match(SENTENCES) ?? []).flatMap(cutHard)) {
    if (piece.length + sentence.length > MAX_PIECE_LENGTH) {
      pieces.push(piece)
      piece = ''
    }
    piece += sentence
  }
  return [...pieces, piece].map((each) => each.trim()).filter((each) => each !== '')
}
