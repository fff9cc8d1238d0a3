import { useCallback } from 'react'
import type { Shell } from '../accounts/shell-store.ts'
import { useText } from '../i18n/text-provider.tsx'
import type { SignInResult } from '../platform/sessions.ts'
import { describeSignIn } from './describe-sign-in.ts'

/** What every form of signing in does with its attempt: opens the account, or says what was wrong. */
export function useEntering(shell: Shell): (attempt: Promise<SignInResult>) => Promise<string | undefined> {
  const text = useText()
  return useCallback(
    async (attempt) => {
      const result = await attempt
      if (result.status === 'signed-in') shell.enter(result.account)
      return describeSignIn(text, result)
    },
    [shell, text],
  )
}
