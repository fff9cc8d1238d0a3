import * as z from 'zod/mini'
import { REMEMBERED_KEY } from './last-person.ts'
import type { AccountSummary } from './sessions.ts'

const stored = z.object({
  key: z.string(),
  userId: z.string(),
  username: z.string(),
  gateway: z.string(),
  gatewayId: z.string(),
  extensions: z.array(z.string()),
  inner: z.boolean(),
})

/**
 * Who was signed in here last, kept by the browser so that what was read can be shown before the gateway answers. No
 * secret is in it. Storage that is forbidden or damaged costs just that.
 */
export const rememberedAccount = {
  get: (): AccountSummary | undefined => {
    try {
      const parsed = stored.safeParse(JSON.parse(localStorage.getItem(REMEMBERED_KEY) ?? 'null'))
      return parsed.success ? { ...parsed.data, session: 'open', needsReload: false } : undefined
    } catch {
      return undefined
    }
  },
  set: (account: AccountSummary | undefined): void => {
    try {
      if (account === undefined) localStorage.removeItem(REMEMBERED_KEY)
      else localStorage.setItem(REMEMBERED_KEY, JSON.stringify(account))
    } catch {
      // Nothing can be kept here.
    }
  },
  /** Another tab has written who is signed in. */
  onWritten: (listener: (account: AccountSummary) => void): (() => void) => {
    const look = ({ key }: StorageEvent): void => {
      const account = key === REMEMBERED_KEY ? rememberedAccount.get() : undefined
      if (account !== undefined) listener(account)
    }
    window.addEventListener('storage', look)
    return () => {
      window.removeEventListener('storage', look)
    }
  },
}
