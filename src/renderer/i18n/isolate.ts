const steersDirection = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]/
const FIRST_STRONG_ISOLATE = '\u2068'
const POP_ISOLATE = '\u2069'

/**
 * A user's string for plain text: accessible names, titles, notifications. Markup has `<bdi>`; where there is none, marks
 * around the string keep it from turning its neighbours around. Ordinary names come back as they are.
 */
export function isolated(text: string): string {
  if (!steersDirection.test(text)) return text
  let open = 0
  let kept = ''
  for (const character of text) {
    if (character === POP_ISOLATE && open === 0) continue
    if (character === POP_ISOLATE) open -= 1
    else if (character >= '\u2066' && character <= FIRST_STRONG_ISOLATE) open += 1
    kept += character
  }
  return FIRST_STRONG_ISOLATE + kept + POP_ISOLATE.repeat(open + 1)
}
