import { readFileSync } from 'node:fs'
import path from 'node:path'
import * as z from 'zod/mini'

/**
 * `of` says what the figure limits: the ratio of ours to bare, or ours in its own unit; `bound` whether it may be that at
 * most, which is what a budget is unless it says otherwise, or has to be that at least.
 */
const budget = z.object({
  figure: z.number(),
  of: z.enum(['ratio', 'ours']),
  bound: z._default(z.enum(['most', 'least']), 'most'),
  why: z.string(),
})

export type Budget = z.infer<typeof budget>

export const budgets: Readonly<Record<string, Budget>> = z
  .record(z.string(), budget)
  .parse(JSON.parse(readFileSync(path.join(import.meta.dirname, 'budgets.json'), 'utf8')))
