// Before all others: no schema may be built before zod knows that this page forbids making code out of text.
import './no-code-from-text.ts'
import './app/app.css'
import { StrictMode } from 'react'
import { flushSync } from 'react-dom'
import { createRoot } from 'react-dom/client'
import { createShell } from './accounts/shell-store.ts'
import { App } from './app/app.tsx'
import { readPreferences } from './app/preferences.ts'
import { createPlatform } from './platform/create-platform.ts'
import { afterPaint } from './ui/after-paint.ts'

const root = document.getElementById('root')
if (root === null) throw new Error('The page has no root')

const platform = createPlatform()
const shell = createShell(platform, () => new Promise((resolve) => void afterPaint(resolve)))
shell.holdBack(readPreferences().undoSeconds)
// At once, so that whatever is known from now on is drawn in the same breath as it is known.
flushSync(() => {
  createRoot(root).render(
    <StrictMode>
      <App platform={platform} shell={shell} />
    </StrictMode>,
  )
})
void shell.start()
