import { memo, useMemo } from 'react'
import type { ReactElement, ReactNode } from 'react'
import { classNames } from '../../ui/class-names.ts'
import { drawBlocks } from './draw-blocks.tsx'
import { drawInline } from './draw-inline.tsx'
import { MessageContext } from './message-context.ts'
import type { MessageSurroundings } from './message-context.ts'
import type { Block } from './nodes.ts'
import { parseMessage } from './parse-message.ts'

interface MessageBodyProps extends MessageSurroundings {
  /** The text as it was typed. */
  readonly content: string
  /** Comes after the last word on its line: "(edited)". */
  readonly trailing?: ReactNode
}

/** The end of a message on one line with what comes after it, which no mark of direction in the text can turn around. */
function End({ block, trailing }: { readonly block: Block | undefined; readonly trailing: ReactNode }): ReactElement {
  if (block?.kind !== 'paragraph') {
    return (
      <>
        {block === undefined ? null : drawBlocks([block])}
        <p>{trailing}</p>
      </>
    )
  }
  return (
    <p dir="auto">
      <span className="isolate-direction">{drawInline(block.children)}</span> {trailing}
    </p>
  )
}

/** A message's text drawn from its markdown. It never becomes HTML, and one text is parsed once. */
export const MessageBody = memo(function MessageBody(props: MessageBodyProps): ReactElement {
  const { content, trailing, references, onOpenLink, onOpenUser, onOpenChannel } = props
  const { blocks, emojiOnly } = parseMessage(content)
  const surroundings = useMemo(
    () => ({ references, onOpenLink, onOpenUser, onOpenChannel }),
    [references, onOpenLink, onOpenUser, onOpenChannel],
  )
  const hasTrailing = trailing !== undefined && trailing !== null
  return (
    <MessageContext value={surroundings}>
      <div className={classNames('message-body', emojiOnly && 'message-body-emoji')}>
        {drawBlocks(hasTrailing ? blocks.slice(0, -1) : blocks)}
        {hasTrailing ? <End block={blocks.at(-1)} trailing={trailing} /> : null}
      </div>
    </MessageContext>
  )
})
