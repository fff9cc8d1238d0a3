import type { ReactElement } from 'react'
import type { Shell } from '../accounts/shell-store.ts'
import { CredentialsForm } from '../features/sign-in/credentials-form.tsx'
import { useText } from '../i18n/text-provider.tsx'
import type { Platform } from '../platform/create-platform.ts'
import type { AccountSummary } from '../platform/sessions.ts'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { describeWaiting } from './describe-sign-in.ts'
import { useEntering } from './use-entering.ts'

interface LogInAgainProps {
  /** The account whose session ended; undefined closes the dialog. */
  readonly account: AccountSummary | undefined
  readonly onClose: () => void
  readonly platform: Platform
  readonly shell: Shell
}

/** Logging in again to one gateway while others are open. */
export function LogInAgain({ account, onClose, platform, shell }: LogInAgainProps): ReactElement | null {
  const text = useText()
  const enter = useEntering(shell)
  if (account === undefined) return null

  async function logIn(form: Parameters<typeof platform.sessions.signIn>[1]): Promise<string | undefined> {
    if (account === undefined) return undefined
    const wrong = await enter(platform.sessions.signIn(account.gateway, form))
    if (wrong === undefined) onClose()
    return wrong
  }

  return (
    <Dialog
      open
      onOpenChange={onClose}
      closable
      title={text.signIn.title(new URL(account.gateway).host)}
      description={describeWaiting(text, account, true)}
    >
      <CredentialsForm mode="log-in" onLogIn={logIn} onSignUp={() => Promise.resolve(undefined)} />
      <Button
        variant="quiet"
        block
        onClick={() => {
          void shell.signOut(account.key)
          onClose()
        }}
      >
        {text.signIn.forget}
      </Button>
    </Dialog>
  )
}
