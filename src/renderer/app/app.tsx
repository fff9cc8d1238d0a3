import { useState, type ReactElement } from 'react'
import { useStore } from 'zustand'
import type { Shell } from '../accounts/shell-store.ts'
import { TextProvider } from '../i18n/text-provider.tsx'
import type { Platform } from '../platform/create-platform.ts'
import { UiProvider } from '../ui/ui-provider.tsx'
import { AddServer } from './add-server.tsx'
import { SignIn } from './sign-in.tsx'
import { Starting } from './starting.tsx'
import { usePreferences } from './use-preferences.ts'
import { Workspace } from './workspace.tsx'

interface AppProps {
  readonly platform: Platform
  readonly shell: Shell
}

/** The whole page: its words and looks, who is signed in, and what they see. */
export function App({ platform, shell }: AppProps): ReactElement | null {
  const { preferences, change, words } = usePreferences()
  const [adding, setAdding] = useState(false)
  const { phase, accounts } = useStore(shell.api)

  // The words come from the page's own server in a moment; until then there is nothing that could be said.
  if (words === undefined) return null
  return (
    <TextProvider language={words.language} catalogue={words.catalogue}>
      <UiProvider>
        {phase === 'starting' || phase === 'unreachable' ? <Starting unreachable={phase === 'unreachable'} /> : null}
        {phase === 'signed-out' ? <SignIn platform={platform} shell={shell} /> : null}
        {phase === 'ready' ? (
          <Workspace
            accounts={accounts}
            preferences={preferences}
            onPreferences={change}
            onLogOut={(key) => void shell.signOut(key)}
            onOpenExternal={platform.openExternal}
            onAddServer={
              platform.sessions.several
                ? () => {
                    setAdding(true)
                  }
                : undefined
            }
          />
        ) : null}
        <AddServer open={adding} onOpenChange={setAdding} platform={platform} shell={shell} />
      </UiProvider>
    </TextProvider>
  )
}
