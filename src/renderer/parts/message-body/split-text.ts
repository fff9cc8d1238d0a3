import type { Inline } from './nodes.ts'

/** Only ids refer to anything: `<@a>` is what somebody typed, and stays. */
const reference = /<@(?<user>[0-9a-fA-F]{24})>|<#(?<channel>[0-9a-fA-F]{24})>|@(?<everyone>everyone|here)(?!\w)/g
const mayHoldEmoji = /\p{Extended_Pictographic}|\p{Regional_Indicator}|\u20e3/u
const onlyAscii = /^[\0-\x7f]*$/

let emoji: RegExp | undefined
/** Made with the first emoji there is: it knows thousands of them, and a start without any is not to wait for it. */
const emojiPattern = (): RegExp => (emoji ??= /\p{RGI_Emoji}/gv)

/** A text with its emoji set apart. */
export function splitEmoji(text: string): Inline[] {
  if (onlyAscii.test(text) || !mayHoldEmoji.test(text)) return text === '' ? [] : [{ kind: 'text', text }]
  const pieces: Inline[] = []
  let end = 0
  for (const match of text.matchAll(emojiPattern())) {
    if (match.index > end) pieces.push({ kind: 'text', text: text.slice(end, match.index) })
    pieces.push({ kind: 'emoji', text: match[0] })
    end = match.index + match[0].length
  }
  if (end < text.length) pieces.push({ kind: 'text', text: text.slice(end) })
  return pieces
}

function referenceOf(groups: Readonly<Record<string, string | undefined>>): Inline {
  if (groups['user'] !== undefined) return { kind: 'user', id: groups['user'].toLowerCase() }
  if (groups['channel'] !== undefined) return { kind: 'channel', id: groups['channel'].toLowerCase() }
  return { kind: 'everyone', word: groups['everyone'] ?? '' }
}

/** A text with its emoji, people, channels and calls to everyone set apart; `allow` says whether one more may be. */
export function splitText(text: string, allow: () => boolean): Inline[] {
  if (!text.includes('<') && !text.includes('@')) return splitEmoji(text)
  const pieces: Inline[] = []
  let end = 0
  for (const match of text.matchAll(reference)) {
    if (!allow()) break
    pieces.push(...splitEmoji(text.slice(end, match.index)), referenceOf(match.groups ?? {}))
    end = match.index + match[0].length
  }
  return [...pieces, ...splitEmoji(text.slice(end))]
}
