import { useEffect, useState, type ReactElement } from 'react'
import { useStore } from 'zustand'
import type { Shell } from '../accounts/shell-store.ts'
import { TextProvider } from '../i18n/text-provider.tsx'
import type { Platform } from '../platform/create-platform.ts'
import { UiProvider } from '../ui/ui-provider.tsx'
import { AddServer } from './add-server.tsx'
import { LogInAgain } from './log-in-again.tsx'
import { NoServer } from './no-server.tsx'
import { SignIn } from './sign-in.tsx'
import { Starting } from './starting.tsx'
import { usePreferences } from './use-preferences.ts'
import { Workspace } from './workspace.tsx'

interface AppProps {
  readonly platform: Platform
  readonly shell: Shell
}

/** The dialog that adds a server is open. */
interface Adding {
  /** Makes one in the workspace that is open, where there is one. */
  readonly createInstead: (() => void) | undefined
}

/** The whole page: its words and looks, who is signed in, and what they see. */
export function App({ platform, shell }: AppProps): ReactElement | null {
  const { preferences, change, words } = usePreferences()
  const [adding, setAdding] = useState<Adding>()
  const [again, setAgain] = useState<string>()
  const { phase, accounts, waiting } = useStore(shell.api)
  const { undoSeconds } = preferences
  useEffect(() => shell.holdBack(undoSeconds), [shell, undoSeconds])

  // The words come from the page's own server in a moment; until then there is nothing that could be said.
  if (words === undefined) return null
  const { several } = platform.sessions
  const addServer = (createInstead?: () => void): void => {
    setAdding({ createInstead })
  }
  return (
    <TextProvider language={words.language} catalogue={words.catalogue}>
      <UiProvider>
        {phase === 'starting' || phase === 'unreachable' ? <Starting unreachable={phase === 'unreachable'} /> : null}
        {phase !== 'signed-out' ? null : several && waiting.length === 0 ? (
          <NoServer
            onAddServer={() => {
              addServer()
            }}
          />
        ) : (
          <SignIn platform={platform} shell={shell} waiting={waiting[0]} />
        )}
        {phase === 'ready' ? (
          <Workspace
            accounts={accounts}
            waiting={waiting}
            preferences={preferences}
            onPreferences={change}
            onLogOut={(key) => void shell.signOut(key)}
            onLogInAgain={setAgain}
            onOpenExternal={platform.openExternal}
            onAddServer={several ? addServer : undefined}
          />
        ) : null}
        <AddServer
          open={adding !== undefined}
          onClose={() => {
            setAdding(undefined)
          }}
          createInstead={adding?.createInstead}
          platform={platform}
          shell={shell}
        />
        <LogInAgain
          account={waiting.find(({ key }) => key === again)}
          onClose={() => {
            setAgain(undefined)
          }}
          platform={platform}
          shell={shell}
        />
      </UiProvider>
    </TextProvider>
  )
}
