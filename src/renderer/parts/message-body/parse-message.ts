import { lexMessage } from './chat-lexer.ts'
import type { Block, Inline, ParsedMessage } from './nodes.ts'
import { readTokens } from './read-tokens.ts'
import { splitEmoji } from './split-text.ts'

const MAX_LARGE_EMOJI = 10
const KEPT_MESSAGES = 2000

/** Any character that markup, mentions or addresses are made of, or a start that may be a list's. */
const mayMeanMore = /[\\`*_~[\]|<>#@\n]|^\s*(?:[-+]|\d{1,9}[.)])(?:\s|$)|:\/\/|www\./i

function isEmojiOnly(blocks: readonly Block[]): boolean {
  const [only, ...others] = blocks
  if (only?.kind !== 'paragraph' || others.length > 0) return false
  const isBlank = (piece: Inline): boolean => piece.kind === 'text' && piece.text.trim() === ''
  const drawn = only.children.filter((piece) => !isBlank(piece))
  return drawn.length > 0 && drawn.length <= MAX_LARGE_EMOJI && drawn.every(({ kind }) => kind === 'emoji')
}

function read(content: string): readonly Block[] {
  if (!mayMeanMore.test(content)) return [{ kind: 'paragraph', children: splitEmoji(content) }]
  try {
    return readTokens(lexMessage(content))
  } catch {
    // The lexer throws where it would loop for ever. Nothing is lost: the text is shown as it was typed.
    return [{ kind: 'paragraph', children: [{ kind: 'text', text: content }] }]
  }
}

function parse(content: string): ParsedMessage {
  const blocks = read(content)
  return { blocks, emojiOnly: isEmojiOnly(blocks) }
}

const parsed = new Map<string, ParsedMessage>()

/** What a message's text means. The same text is parsed once as long as it is among the last few thousand. */
export function parseMessage(content: string): ParsedMessage {
  const known = parsed.get(content)
  if (known !== undefined) {
    parsed.delete(content)
    parsed.set(content, known)
    return known
  }
  const message = parse(content)
  parsed.set(content, message)
  if (parsed.size > KEPT_MESSAGES) parsed.delete(parsed.keys().next().value ?? '')
  return message
}
