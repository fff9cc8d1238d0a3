import { useEffect, useMemo, useState, type ReactElement } from 'react'
import { useStore } from 'zustand'
import { createShell, type Shell } from '../accounts/shell-store.ts'
import { TextProvider } from '../i18n/text-provider.tsx'
import { createPlatform, type Platform } from '../platform/create-platform.ts'
import { UiProvider } from '../ui/ui-provider.tsx'
import { AddServer } from './add-server.tsx'
import { SignIn } from './sign-in.tsx'
import { Starting } from './starting.tsx'
import { usePreferences } from './use-preferences.ts'
import { Workspace } from './workspace.tsx'

interface Services {
  readonly platform: Platform
  readonly shell: Shell
}

function createServices(): Services {
  const platform = createPlatform()
  return { platform, shell: createShell(platform) }
}

/** The whole page: its words and looks, who is signed in, and what they see. */
export function App(): ReactElement | null {
  const { preferences, change, words } = usePreferences()
  const { platform, shell } = useMemo(createServices, [])
  const [adding, setAdding] = useState(false)
  const { phase, accounts } = useStore(shell.api)

  useEffect(() => {
    void shell.start()
    return shell.stop
  }, [shell])

  // The words come from the page's own server in a moment; until then there is nothing that could be said.
  if (words === undefined) return null

  function screen(): ReactElement {
    switch (phase) {
      case 'starting':
      case 'unreachable':
        return <Starting unreachable={phase === 'unreachable'} />
      case 'signed-out':
        return <SignIn platform={platform} shell={shell} />
      case 'ready':
        return (
          <Workspace
            accounts={accounts}
            preferences={preferences}
            onPreferences={change}
            onLogOut={(key) => void shell.signOut(key)}
            onOpenExternal={platform.openExternal}
            onAddServer={platform.sessions.several ? () => { setAdding(true) } : undefined}
          />
        )
    }
  }

  return (
    <TextProvider language={words.language} catalogue={words.catalogue}>
      <UiProvider>
        {screen()}
        <AddServer open={adding} onOpenChange={setAdding} platform={platform} shell={shell} />
      </UiProvider>
    </TextProvider>
  )
}
