// First of all imports: no schema may be built before zod knows that this page forbids making code out of text.
import '#renderer/no-code-from-text.ts'
import './inspector.css'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { en } from '#renderer/i18n/en.ts'
import { TextProvider } from '#renderer/i18n/text-provider.tsx'
import { applyTheme } from '#renderer/theme/theme.ts'
import { UiProvider } from '#renderer/ui/ui-provider.tsx'
import { App } from './app.tsx'
import { createInspector } from './inspector-store.ts'
import { InspectorContext } from './use-inspector.ts'

const root = document.getElementById('root')
if (root === null) throw new Error('The page has no root')

applyTheme('system', 'comfortable')
const inspector = createInspector({ location, history, storage: sessionStorage })
void inspector.start()
createRoot(root).render(
  <StrictMode>
    <TextProvider language="en" catalogue={en}>
      <UiProvider>
        <InspectorContext value={inspector}>
          <App />
        </InspectorContext>
      </UiProvider>
    </TextProvider>
  </StrictMode>,
)
