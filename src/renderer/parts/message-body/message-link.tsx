import type { MouseEvent, ReactElement, ReactNode } from 'react'
import { useMessageSurroundings } from './message-context.ts'

interface MessageLinkProps {
  readonly url: string
  readonly children: ReactNode
}

/** Every way of opening it, the middle button too, goes through the one callback that may ask first. */
export function MessageLink({ url, children }: MessageLinkProps): ReactElement {
  const { onOpenLink } = useMessageSurroundings()

  function open(event: MouseEvent<HTMLAnchorElement>): void {
    event.preventDefault()
    onOpenLink(url, event.currentTarget.textContent)
  }

  return (
    <a
      className="message-link"
      href={url}
      title={url}
      target="_blank"
      rel="noopener noreferrer"
      onClick={open}
      onAuxClick={(event) => {
        if (event.button === 1) open(event)
      }}
    >
      {children}
    </a>
  )
}
