import * as z from 'zod/mini'

/** What this gateway offers beyond the plain protocol (convergence: extensions). */
export const extensions = [
  'rev',
  'nonce',
  'previews',
  'refresh-retry',
  'unread',
  'read-sync',
  'user-update',
  'typing',
] as const

/** `GET /api/capabilities`, no token. A 404 means the plain protocol. */
export const capabilities = z.object({
  /** Made once per data directory. */
  instanceId: z.string().check(z.minLength(1), z.maxLength(128)),
  extensions: z.readonly(z.array(z.string())),
  /** Whether the terminal that started the gateway shows an address that signs its owner in. */
  startCode: z.optional(z.boolean()),
})

export type Capabilities = z.infer<typeof capabilities>
