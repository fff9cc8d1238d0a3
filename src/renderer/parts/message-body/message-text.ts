import { assertNever } from '#shared/assert-never.ts'
import type { Block, Inline } from './nodes.ts'
import { parseMessage } from './parse-message.ts'
import type { MessageReferences } from './references.ts'

type Names = Pick<MessageReferences, 'user' | 'channel'>

interface MessageTextOptions {
  readonly names: Names
  /** Stands for a person nobody knows. */
  readonly unknownPerson: string
}

function ofReference(
  piece: Extract<Inline, { readonly kind: 'user' | 'channel' | 'everyone' }>,
  options: MessageTextOptions,
): string {
  if (piece.kind === 'user') return `@${options.names.user(piece.id)?.name ?? options.unknownPerson}`
  if (piece.kind === 'everyone') return `@${piece.word}`
  const channel = options.names.channel(piece.id)
  return channel === undefined ? `<#${piece.id}>` : `#${channel.name}`
}

function ofInline(piece: Inline, options: MessageTextOptions): string {
  if (piece.kind === 'spoiler') return '…'
  if (piece.kind === 'break') return ' '
  if ('text' in piece) return piece.text
  return 'children' in piece ? inlineText(piece.children, options) : ofReference(piece, options)
}

/** Pieces of a line as plain text. */
export function inlineText(pieces: readonly Inline[], options: MessageTextOptions): string {
  return pieces.map((piece) => ofInline(piece, options)).join('')
}

function ofBlock(block: Block, options: MessageTextOptions): string {
  switch (block.kind) {
    case 'blank':
      return ''
    case 'code':
      return block.text
    case 'paragraph':
    case 'heading':
      return inlineText(block.children, options)
    case 'quote':
      return ofBlocks(block.children, options)
    case 'list':
      return block.items.map(({ marker, children }) => `${marker ?? '•'} ${ofBlocks(children, options)}`).join(' ')
    case 'table':
      return [block.header, ...block.rows]
        .flat()
        .map((cell) => inlineText(cell.children, options))
        .join(' ')
  }
  return assertNever(block)
}

function ofBlocks(blocks: readonly Block[], options: MessageTextOptions): string {
  return blocks
    .map((block) => ofBlock(block, options))
    .filter((text) => text !== '')
    .join(' ')
}

/** A message in one line of plain text: for quotes, lists, notifications and announcements. Spoilers stay hidden. */
export function messageText(content: string, options: MessageTextOptions): string {
  return ofBlocks(parseMessage(content).blocks, options).replaceAll(/\s+/g, ' ').trim()
}
