import * as z from 'zod/mini'
import { journalStep } from './journal-step.ts'

/** What a client can do wrong. */
const findingRule = z.enum([
  'reconnect-storm',
  'ignored-retry-after',
  'retry-without-nonce',
  'parallel-refresh',
  'send-into-lost-channel',
  'requests-per-server',
  'listening-after-sign-out',
])

/** Something that a client did wrong, with the steps of the journal that show it. */
export const finding = z.object({
  rule: findingRule,
  /** As in the journal; `?` where it is not known who it was. */
  user: z.string(),
  text: z.string(),
  steps: z.array(journalStep),
})

export type Finding = z.infer<typeof finding>
