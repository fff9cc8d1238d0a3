import * as z from 'zod/mini'
import { channelId, type ChannelId } from '#shared/models/ids.ts'
import type { AccountSummary } from '../platform/sessions.ts'
import type { AccountStore } from '../store/store.ts'

const KEY = 'mew:carried-drafts'
const stored = z.record(z.string(), z.array(z.tuple([channelId, z.string()])))

type Drafts = Map<ChannelId, string>

/** As much of an account as is put away. */
interface Carrier {
  readonly summary: AccountSummary
  readonly drafts: ReadonlyMap<ChannelId, string>
  readonly store: Pick<AccountStore, 'get'>
}

/** The same account, and the same person: another one who signs in at this place must not get to see them. */
const nameOf = ({ key, userId }: AccountSummary): string => `${key} ${userId}`

type Stored = z.infer<typeof stored>

function read(): Stored {
  try {
    const parsed = stored.safeParse(JSON.parse(sessionStorage.getItem(KEY) ?? '{}'))
    return parsed.success ? parsed.data : {}
  } catch {
    // A storage that is forbidden or damaged costs what was put away, and keeps no account from opening.
    return {}
  }
}

function write(drafts: Stored): void {
  try {
    sessionStorage.setItem(KEY, JSON.stringify(drafts))
  } catch {
    // Nothing can be put away; whoever closes or opens an account goes on.
  }
}

/**
 * What was typed in an account and has not arrived. What was sent and not confirmed is on the disk; where there is none, it
 * counts as not sent.
 */
function unsentOf({ drafts, store }: Carrier): Drafts {
  const unsent = new Map(drafts)
  if (store.get().keeping === 'kept') return unsent
  for (const pending of Object.values(store.get().pending).flat().toReversed()) {
    const before = unsent.get(pending.channelId)
    unsent.set(pending.channelId, before ? `${pending.content}\n\n${before}` : pending.content)
  }
  return unsent
}

/** Puts away what was typed, before the page loads itself again or an account closes that may come back. */
export function carryDrafts(accounts: readonly Carrier[]): void {
  const drafts = Object.fromEntries(accounts.map((account) => [nameOf(account.summary), [...unsentOf(account)]]))
  write({ ...read(), ...drafts })
}

/** What was put away for an account; each is given back once. */
export function takeCarriedDrafts(summary: AccountSummary): Drafts {
  const { [nameOf(summary)]: own = [], ...others } = read()
  write(others)
  return new Map(own)
}
