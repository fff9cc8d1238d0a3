import type { ReactElement, ReactNode } from 'react'
import { useText } from '../../i18n/text-provider.tsx'
import { inOrder } from './in-order.ts'
import { ChannelLink, EveryoneMention, UserMention } from './mentions.tsx'
import { useMessageSurroundings } from './message-context.ts'
import { MessageLink } from './message-link.tsx'
import { inlineText } from './message-text.ts'
import type { Inline } from './nodes.ts'
import { Spoiler } from './spoiler.tsx'

function HiddenPieces({ pieces }: { readonly pieces: readonly Inline[] }): ReactElement {
  const text = useText()
  const { references } = useMessageSurroundings()
  const plain = inlineText(pieces, { names: references, unknownPerson: text.messages.unknownPerson })
  return <Spoiler plain={plain}>{drawInline(pieces)}</Spoiler>
}

type Draw = { readonly [Kind in Inline['kind']]: (piece: Extract<Inline, { readonly kind: Kind }>) => ReactNode }

const draw: Draw = {
  text: ({ text }) => text,
  break: () => <br />,
  strong: ({ children }) => <strong>{drawInline(children)}</strong>,
  emphasis: ({ children }) => <em>{drawInline(children)}</em>,
  strike: ({ children }) => <s>{drawInline(children)}</s>,
  spoiler: ({ children }) => <HiddenPieces pieces={children} />,
  code: ({ text }) => <code>{text}</code>,
  link: ({ url, children }) => <MessageLink url={url}>{drawInline(children)}</MessageLink>,
  user: ({ id }) => <UserMention id={id} />,
  channel: ({ id }) => <ChannelLink id={id} />,
  everyone: ({ word }) => <EveryoneMention word={word} />,
  emoji: ({ text }) => <span className="emoji">{text}</span>,
}

function drawPiece(piece: Inline): ReactNode {
  // Each entry takes its own kind; TypeScript cannot see that the key and the piece belong together.
  return (draw[piece.kind] as (piece: Inline) => ReactNode)(piece)
}

/** A function and no component: most pieces are text, and a list of messages draws thousands of them. */
export function drawInline(pieces: readonly Inline[]): ReactElement {
  return inOrder(pieces.map(drawPiece))
}
