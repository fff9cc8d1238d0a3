import type { ReactElement } from 'react'
import { AccountContext } from '../accounts/account-context.ts'
import type { Account } from '../accounts/account.ts'
import type { Preferences } from '../features/account/account-menu.tsx'
import type { AccountSummary } from '../platform/sessions.ts'
import { AccountStoreContext } from '../store/use-app-state.ts'
import { Frame } from './frame.tsx'
import type { StoredPreferences } from './preferences.ts'
import { accountOf } from './use-place.ts'
import { useRoute } from './use-route.ts'

export interface WorkspaceProps {
  readonly accounts: readonly Account[]
  readonly preferences: StoredPreferences & Pick<Preferences, 'language'>
  readonly onPreferences: (change: Partial<StoredPreferences>) => void
  readonly onLogOut: (key: string) => void
  readonly onOpenExternal: (url: string) => void
  readonly waiting: readonly AccountSummary[]
  readonly onLogInAgain: (key: string) => void
  /** Missing where there is only the page's own gateway. */
  readonly onAddServer: ((createInstead: () => void) => void) | undefined
}

/** Everything that is seen when somebody is signed in: the account that the address means. */
export function Workspace(props: WorkspaceProps): ReactElement | null {
  const [route, navigate] = useRoute()
  const account = accountOf(route, props.accounts)
  if (account === undefined) return null
  return (
    <AccountContext value={account}>
      <AccountStoreContext value={account.store}>
        <Frame key={account.key} {...props} account={account} route={route} navigate={navigate} />
      </AccountStoreContext>
    </AccountContext>
  )
}
