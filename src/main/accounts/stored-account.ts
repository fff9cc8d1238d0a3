import * as z from 'zod/mini'

/** An account as it is written down. Its refresh token is there only as the key store sealed it. */
export const storedAccount = z.object({
  key: z.string().check(z.regex(/^[a-z0-9-]{1,40}$/)),
  gateway: z.string(),
  gatewayId: z.string(),
  /** By which id the page names what it keeps of the account, where that is another: it never changes. */
  keptAs: z.optional(z.string()),
  userId: z.string(),
  username: z.string(),
  extensions: z.readonly(z.array(z.string())),
  inner: z.boolean(),
  sealedToken: z.optional(z.string()),
  /** Set before a refresh goes out and cleared by its answer: without one nobody knows whether the token was used. */
  pendingRefresh: z.optional(z.string()),
})

export const storedAccounts = z.object({ version: z.literal(1), accounts: z.array(storedAccount) })

export type StoredAccount = z.infer<typeof storedAccount>
