import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'

/** The least a React page can be: one line, nothing asked of the server. Marked up as the app marks its messages. */
const root = document.getElementById('root')
if (root === null) throw new Error('The page has no root')
createRoot(root).render(
  <StrictMode>
    <article>Nothing to say</article>
  </StrictMode>,
)
