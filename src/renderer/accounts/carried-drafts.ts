import * as z from 'zod/mini'
import { channelId, type ChannelId } from '#shared/models/ids.ts'
import type { Account } from './account.ts'

const KEY = 'mew:carried-drafts'
const stored = z.record(z.string(), z.array(z.tuple([channelId, z.string()])))

type Drafts = Map<ChannelId, string>

/** Puts away what was typed, before the page loads itself again. */
export function carryDrafts(accounts: readonly Account[]): void {
  const drafts = Object.fromEntries(accounts.map((account) => [account.key, [...account.drafts]]))
  sessionStorage.setItem(KEY, JSON.stringify(drafts))
}

/** What was typed in an account before the page loaded itself again; each is given back once. */
export function takeCarriedDrafts(key: string): Drafts {
  const parsed = stored.safeParse(JSON.parse(sessionStorage.getItem(KEY) ?? '{}'))
  if (!parsed.success) return new Map()
  const { [key]: own = [], ...others } = parsed.data
  sessionStorage.setItem(KEY, JSON.stringify(others))
  return new Map(own)
}
