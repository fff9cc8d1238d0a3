// Before all others: no schema may be built before zod knows that this page forbids making code out of text.
import './no-code-from-text.ts'
import './app/app.css'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { createShell } from './accounts/shell-store.ts'
import { App } from './app/app.tsx'
import { readPreferences } from './app/preferences.ts'
import { preloadWords } from './app/use-preferences.ts'
import { createPlatform } from './platform/create-platform.ts'
import { afterPaint } from './ui/after-paint.ts'

const root = document.getElementById('root')
if (root === null) throw new Error('The page has no root')

preloadWords()
const platform = createPlatform()
const shell = createShell(platform, () => new Promise((resolve) => void afterPaint(resolve)))
shell.holdBack(readPreferences().undoSeconds)
void shell.start()
createRoot(root).render(
  <StrictMode>
    <App platform={platform} shell={shell} />
  </StrictMode>,
)
