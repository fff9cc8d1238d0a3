import type { StoreApi } from 'zustand/vanilla'
import type { Platform } from '../platform/create-platform.ts'
import type { AccountSummary } from '../platform/sessions.ts'
import { sayLogOut } from './log-out-word.ts'
import type { ShellState } from './shell-store.ts'
import { wipeStorage } from './wipe-storage.ts'

interface SigningOutOptions {
  readonly platform: Platform
  readonly api: Pick<StoreApi<ShellState>, 'getState'>
  /** Open or waiting. */
  readonly everyAccount: () => readonly AccountSummary[]
  readonly reconcile: (accounts: readonly AccountSummary[]) => void
}

interface SigningOut {
  readonly signOut: (key: string) => Promise<void>
  /** Where every account of this computer is told of, one that is told of no more has been taken off it. */
  readonly forgetOthers: (now: readonly AccountSummary[]) => void
  /** Another page says that it was logged out. */
  readonly hear: (summary: AccountSummary) => void
}

/** Takes an account off this computer, by oneself or at another's word. */
export function createSigningOut({ platform, api, everyAccount, reconcile }: SigningOutOptions): SigningOut {
  const { sessions, notes } = platform
  const known = (key: string): readonly AccountSummary[] => everyAccount().filter((summary) => summary.key === key)

  /** It is here no more, and writes nothing any more. */
  function drop(key: string): void {
    for (const account of api.getState().accounts) if (account.key === key) account.close('for good')
    reconcile(everyAccount().filter((summary) => summary.key !== key))
  }

  /** Nothing of it is left here, on the disk either. */
  async function forget(key: string): Promise<void> {
    const left = known(key)
    drop(key)
    await Promise.all(left.map((summary) => wipeStorage(summary, notes)))
  }

  return {
    forgetOthers: (now) => {
      for (const { key } of everyAccount()) if (!now.some((summary) => summary.key === key)) void forget(key)
    },
    // A page that slept may hear it when the same person is back: what they have kept since is not this session's.
    hear: ({ key, gatewayId, userId }) => {
      const isBack = sessions
        .remembered()
        .some((account) => account.gatewayId === gatewayId && account.userId === userId)
      if (isBack) {
        drop(key)
        platform.reload()
      } else void forget(key)
    },
    signOut: async (key) => {
      const left = known(key)
      const done = [forget(key), sessions.signOut(key)]
      // Whoever hears it looks whether they are remembered, which they are no more.
      for (const summary of left) sayLogOut(summary)
      await Promise.all(done)
    },
  }
}
