import type { ReactElement } from 'react'
import type { Shell } from '../accounts/shell-store.ts'
import { AddServerDialog } from '../features/sign-in/add-server-dialog.tsx'
import { useText } from '../i18n/text-provider.tsx'
import type { Platform } from '../platform/create-platform.ts'
import type { SignInResult } from '../platform/sessions.ts'
import { describeSignIn } from './describe-sign-in.ts'

interface AddServerProps {
  readonly open: boolean
  readonly onOpenChange: (open: boolean) => void
  readonly platform: Platform
  readonly shell: Shell
}

/** Signing in to another gateway, on the desktop. */
export function AddServer({ open, onOpenChange, platform, shell }: AddServerProps): ReactElement {
  const text = useText()
  const { sessions } = platform

  async function enter(attempt: Promise<SignInResult>): Promise<string | undefined> {
    const result = await attempt
    if (result.status === 'signed-in') shell.enter(result.account)
    return describeSignIn(text, result)
  }

  return (
    <AddServerDialog
      open={open}
      onOpenChange={onOpenChange}
      onProbe={(address) => sessions.probe(address)}
      onLogIn={(gateway, form) => enter(sessions.signIn(gateway, form))}
      onSignUp={(gateway, form) => enter(sessions.register(gateway, form))}
    />
  )
}
