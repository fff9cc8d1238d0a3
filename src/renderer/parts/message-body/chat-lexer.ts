import { Lexer, Tokenizer } from 'marked'
import type { MarkedOptions, Token, TokenizerExtension, Tokens, TokensList } from 'marked'
import { urlAtStart } from './find-url.ts'

/** Quotes in lists in quotes, emphasis in links in emphasis: what is deeper is text. */
export const MAX_NESTING = 16

/** Characters looked through in one message for the partners of its marks of emphasis; then marks are text. */
const EMPHASIS_BUDGET = 300_000

/** Up to the next character or address that may mean something; what stands first means nothing, or it had been taken. */
const plainText =
  /^(?:`+|~+|[^`~])(?:[^\\<![`*_~|\nhw]|(?!(?<![a-z0-9])https?:\/\/)h|(?!(?<![\p{L}\p{N}])www\.)w|\|(?!\|))*/iu

const quoted = /^(?: {0,3}>[^\n]*(?:\n|$))+/
/** Marks alone, with those that close it. */
const emptyHeading = /^ {0,3}#{1,6}(?:[^\S\n]+#*)?[^\S\n]*(?:\n|$)/
const opensEmphasis = /^(?:\*+|_+)[^\s]/
const alphanumeric = /^[a-z0-9]$/i

/**
 * Markdown as people chat. Off is whatever makes typed characters vanish or means something else in a chat: HTML,
 * indented code, rules and underlined headings, link definitions, `~one tilde~`, `2*3*4`.
 */
class ChatTokenizer extends Tokenizer {
  #emphasisBudget = EMPHASIS_BUDGET

  override code(): undefined {
    return undefined
  }

  override hr(): undefined {
    return undefined
  }

  override lheading(): undefined {
    return undefined
  }

  override html(): undefined {
    return undefined
  }

  override def(): undefined {
    return undefined
  }

  override tag(): undefined {
    return undefined
  }

  /** Asked before the library's own, which plans for what it finds: refused afterwards, the paragraph before lost its text. */
  override heading(src: string): Tokens.Heading | undefined {
    return emptyHeading.test(src) ? undefined : super.heading(src)
  }

  /** Only lines that begin with `>` are quoted: an answer on the next line is not. */
  override blockquote(src: string): Tokens.Blockquote | undefined {
    const raw = quoted.exec(src)?.[0].replace(/\n$/, '')
    if (raw === undefined) return undefined
    const text = raw.replaceAll(/^ {0,3}> ?/gm, '')
    this.lexer.state.top = true
    return { type: 'blockquote', raw, text, tokens: this.lexer.blockTokens(text, []) }
  }

  override emStrong(src: string, masked: string, before = ''): Tokens.Em | Tokens.Strong | undefined {
    if (!opensEmphasis.test(src) || this.#emphasisBudget <= 0) return undefined
    if (alphanumeric.test(before) && alphanumeric.test(src[1] ?? '')) return undefined
    const token = super.emStrong(src, masked, before)
    this.#emphasisBudget -= token?.raw.length ?? src.length
    return token
  }

  override del(src: string, masked: string, before = ''): Tokens.Del | undefined {
    return src.startsWith('~~') ? super.del(src, masked, before) : undefined
  }

  /** A backslash before a line break stays what it is: the end of a Windows path. */
  override br(src: string): Tokens.Br | undefined {
    return src.startsWith('\n') ? { type: 'br', raw: '\n' } : undefined
  }

  override inlineText(src: string): Tokens.Text | undefined {
    const raw = plainText.exec(src)?.[0]
    return raw === undefined ? undefined : { type: 'text', raw, text: raw, escaped: false }
  }

  override url(src: string): Tokens.Link | undefined {
    const raw = urlAtStart(src)
    if (raw === undefined) return undefined
    return { type: 'link', raw, text: raw, href: raw, title: null, tokens: [{ type: 'text', raw, text: raw }] }
  }
}

/** `||hidden until asked for||`, without a space inside the marks, so that `a || b || c` stays code talk. */
const spoiler: TokenizerExtension = {
  name: 'spoiler',
  level: 'inline',
  start: (src) => {
    const at = src.indexOf('||')
    return at === -1 ? undefined : at
  },
  tokenizer(src) {
    const match = /^\|\|(?![\s|])((?:[^|]|\|(?!\|))*[^\s|])\|\|/.exec(src)
    if (match === null) return undefined
    return { type: 'spoiler', raw: match[0], tokens: this.lexer.inlineTokens(match[1] ?? '') }
  },
}

/** Nesting ends in one place for both kinds, so that nested input costs no more than flat input. */
class ChatLexer extends Lexer {
  #depth = 0

  override blockTokens(src: string, tokens?: Token[], clipped?: boolean): Token[]
  override blockTokens(src: string, tokens?: TokensList, clipped?: boolean): TokensList
  override blockTokens(src: string, tokens: Token[] = [], clipped = false): Token[] {
    return this.#nested(src, tokens, () => super.blockTokens(src, tokens, clipped))
  }

  override inlineTokens(src: string, tokens: Token[] = []): Token[] {
    return this.#nested(src, tokens, () => super.inlineTokens(src, tokens))
  }

  #nested(src: string, tokens: Token[], lex: () => Token[]): Token[] {
    if (this.#depth >= MAX_NESTING) {
      tokens.push({ type: 'text', raw: src, text: src })
      return tokens
    }
    this.#depth += 1
    const lexed = lex()
    this.#depth -= 1
    return lexed
  }
}

const options: MarkedOptions = { gfm: true, breaks: true }
const withSpoilers: MarkedOptions = {
  ...options,
  extensions: {
    inline: [spoiler.tokenizer],
    startInline: [spoiler.start ?? (() => undefined)],
    renderers: {},
    childTokens: {},
  },
}

export function lexMessage(content: string): readonly Token[] {
  const flavour = content.includes('||') ? withSpoilers : options
  return new ChatLexer({ ...flavour, tokenizer: new ChatTokenizer() }).lex(content)
}
