import type { Token, Tokens } from 'marked'
import { MAX_NESTING } from './chat-lexer.ts'
import { safeUrl } from './find-url.ts'
import type { Block, Cell, Inline, ListItem } from './nodes.ts'
import { splitEmoji, splitText } from './split-text.ts'

/** Links and mentions of one message; what is beyond stays text. */
const MAX_REFERENCES = 100

const wrappers = { strong: 'strong', em: 'emphasis', del: 'strike', spoiler: 'spoiler' } as const

type Wrapper = keyof typeof wrappers

interface Reader {
  /** One reference less; false when there are none left. */
  readonly allow: () => boolean
  readonly insideLink: boolean
  /** How many quotes, lists and kinds of emphasis stand around. */
  readonly depth: number
}

const inside = (reader: Reader): Reader => ({ ...reader, depth: reader.depth + 1 })

const isWrapper = (type: string): type is Wrapper => Object.hasOwn(wrappers, type)

/** The typed number or plus; dashes and stars are drawn as bullets. */
function markerOf(item: Tokens.ListItem): string | undefined {
  return /^\s*(\d{1,9}[.)]|\+)/.exec(item.raw)?.[1]
}

/** Code as typed, line breaks too; one space next to each mark only keeps backticks apart. */
function codeOf(raw: string): string {
  const inner = raw.replaceAll(/^`+|`+$/g, '')
  return /^ .*[^ ].* $/s.test(inner) ? inner.slice(1, -1) : inner
}

function readLink(token: Tokens.Link | Tokens.Image, reader: Reader): Inline[] {
  const url = safeUrl(token.href)
  if (url === undefined || reader.insideLink || !reader.allow()) return splitEmoji(token.raw)
  const children = readInline(token.tokens ?? [], { ...reader, insideLink: true })
  return [{ kind: 'link', url, children: children.length === 0 ? [{ kind: 'text', text: token.href }] : children }]
}

function readPiece(token: Token, reader: Reader): readonly Inline[] {
  if (isWrapper(token.type) && reader.depth < MAX_NESTING) {
    const { tokens = [] } = token as Tokens.Generic
    return [{ kind: wrappers[token.type], children: readInline(tokens, inside(reader)) }]
  }
  switch (token.type) {
    case 'br':
      return [{ kind: 'break' }]
    case 'codespan':
      return [{ kind: 'code', text: codeOf(token.raw) }]
    case 'link':
    case 'image':
      return readLink(token as Tokens.Link | Tokens.Image, reader)
    case 'escape':
      return [{ kind: 'text', text: (token as Tokens.Escape).text }]
    default:
      return reader.insideLink ? splitEmoji(token.raw) : splitText(token.raw, reader.allow)
  }
}

function readInline(tokens: readonly Token[], reader: Reader): readonly Inline[] {
  return tokens.flatMap((token) => readPiece(token, reader))
}

function readTable(table: Tokens.Table, reader: Reader): Block {
  const readCell = (cell: Tokens.TableCell): Cell => ({
    align: cell.align === 'right' ? 'end' : cell.align === 'center' ? 'center' : 'start',
    children: readInline(cell.tokens, reader),
  })
  return { kind: 'table', header: table.header.map(readCell), rows: table.rows.map((row) => row.map(readCell)) }
}

function readList(list: Tokens.List, reader: Reader): Block {
  const items = list.items.map((item): ListItem => ({
    marker: markerOf(item),
    children: readBlocks(item.tokens, inside(reader)),
  }))
  return { kind: 'list', ordered: list.ordered, items }
}

function readSpace(space: Tokens.Space): readonly Block[] {
  const lines = space.raw.split('\n').length - 3
  return lines > 0 ? [{ kind: 'blank', lines }] : []
}

/** A paragraph, the text of a list's item, its checkbox as typed, or what stands too deep to be more than text. */
function readLoose(token: Token, reader: Reader): Block {
  const { tokens, raw } = token as Tokens.Generic
  return {
    kind: 'paragraph',
    children: tokens === undefined ? splitText(raw, reader.allow) : readInline(tokens, reader),
  }
}

type ReadBlock = (token: Token, reader: Reader) => readonly Block[]

const readNested: Readonly<Record<string, ReadBlock>> = {
  blockquote: (token, reader) => [
    { kind: 'quote', children: readBlocks((token as Tokens.Blockquote).tokens, inside(reader)) },
  ],
  list: (token, reader) => [readList(token as Tokens.List, reader)],
}

/** One entry per kind of token that is more than text; the lexer's types leave the kinds open. */
const readFlat: Readonly<Record<string, ReadBlock>> = {
  space: (token) => readSpace(token as Tokens.Space),
  table: (token, reader) => [readTable(token as Tokens.Table, reader)],
  heading: (token, reader) => {
    const { depth, tokens } = token as Tokens.Heading
    return [{ kind: 'heading', level: depth, children: readInline(tokens, reader) }]
  },
  code: (token) => {
    const { text, lang } = token as Tokens.Code
    return [{ kind: 'code', text, language: /^\S+/.exec(lang ?? '')?.[0] ?? '' }]
  },
}

function readBlock(token: Token, reader: Reader): readonly Block[] {
  const nested = reader.depth < MAX_NESTING ? readNested[token.type] : undefined
  const read = nested ?? readFlat[token.type] ?? ((loose) => [readLoose(loose, reader)])
  return read(token, reader)
}

/** Joins what the lexer keeps apart only because it has no mark of its own: a checkbox and its text. */
function readBlocks(tokens: readonly Token[], reader: Reader): readonly Block[] {
  const blocks: Block[] = []
  for (const [index, token] of tokens.entries()) {
    const previous = blocks.at(-1)
    const [block, ...rest] = readBlock(token, reader)
    if (block === undefined) continue
    if (tokens[index - 1]?.type === 'checkbox' && previous?.kind === 'paragraph' && block.kind === 'paragraph') {
      blocks[blocks.length - 1] = { kind: 'paragraph', children: [...previous.children, ...block.children] }
    } else blocks.push(block, ...rest)
  }
  return blocks
}

export function readTokens(tokens: readonly Token[]): readonly Block[] {
  let left = MAX_REFERENCES
  return readBlocks(tokens, { allow: () => left-- > 0, insideLink: false, depth: 0 })
}
