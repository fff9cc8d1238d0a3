import { StrictMode, useEffect, useState, type KeyboardEvent, type ReactElement } from 'react'
import { createRoot } from 'react-dom/client'
import { io } from 'socket.io-client'

/** The least that talks: a field whose Enter posts, and a line for everything the socket brings. */
function Talk(): ReactElement {
  const [lines, setLines] = useState<readonly string[]>([])
  useEffect(() => {
    const socket = io({ transports: ['websocket'] })
    socket.on('MESSAGE_CREATE', ({ content }: { content: string }) => {
      setLines((before) => [...before, content])
    })
    return () => {
      socket.close()
    }
  }, [])

  function post(event: KeyboardEvent<HTMLInputElement>): void {
    if (event.key !== 'Enter') return
    const body = JSON.stringify({ content: event.currentTarget.value })
    void fetch('/messages', { method: 'POST', body, headers: { 'content-type': 'application/json' } })
    event.currentTarget.value = ''
  }

  return (
    <main>
      <div role="log">
        {lines.map((line) => (
          <article key={line}>{line}</article>
        ))}
      </div>
      <input aria-label="Message" onKeyDown={post} />
    </main>
  )
}

const root = document.getElementById('root')
if (root === null) throw new Error('The page has no root')
createRoot(root).render(
  <StrictMode>
    <Talk />
  </StrictMode>,
)
