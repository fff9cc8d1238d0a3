import * as z from 'zod/mini'

/** What a snapshot may be called: the name of a file on every system. */
export const snapshotName = z
  .string()
  .check(z.regex(/^[a-z0-9][a-z0-9-]{0,63}$/, 'small letters, digits and dashes, at most 64'))
