import type { ReactElement } from 'react'
import { AccountContext } from '../accounts/account-context.ts'
import { AccountStoreContext } from '../store/use-app-state.ts'
import { Frame, type WorkspaceProps } from './frame.tsx'
import { accountOf } from './use-place.ts'
import { useRoute } from './use-route.ts'

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
