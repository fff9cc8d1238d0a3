import type { ReactElement } from 'react'
import type { Shell } from '../accounts/shell-store.ts'
import { AddServerDialog } from '../features/sign-in/add-server-dialog.tsx'
import type { Platform } from '../platform/create-platform.ts'
import { useEntering } from './use-entering.ts'

interface AddServerProps {
  readonly open: boolean
  readonly onClose: () => void
  readonly createInstead: (() => void) | undefined
  readonly platform: Platform
  readonly shell: Shell
}

/** Signing in to another gateway, on the desktop. */
export function AddServer({ open, onClose, createInstead, platform, shell }: AddServerProps): ReactElement {
  const { sessions } = platform
  const enter = useEntering(shell)
  return (
    <AddServerDialog
      open={open}
      onClose={onClose}
      onCreateInstead={createInstead}
      onProbe={(address) => sessions.probe(address)}
      onLogIn={(gateway, form) => enter(sessions.signIn(gateway, form))}
      onSignUp={(gateway, form) => enter(sessions.register(gateway, form))}
    />
  )
}
