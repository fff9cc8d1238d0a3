import type { AccountSummary } from '../platform/sessions.ts'
import { openKept } from '../storage/open-kept.ts'
import type { KeptDisk } from '../sync/kept-disk.ts'

/** The same person on the same gateway, wherever it is reached: nobody else ever gets to see it. */
const nameOfKept = ({ gatewayId, userId }: AccountSummary): string => `mew kept ${gatewayId} ${userId}`

/** What an account's user did and wrote and what is not settled, on this page's disk. */
export function openKeptOf(summary: AccountSummary): KeptDisk {
  const name = nameOfKept(summary)
  return openKept({
    factory: 'indexedDB' in globalThis ? indexedDB : undefined,
    name,
    channel: new BroadcastChannel(name),
    makeRoom: () => Promise.resolve(false),
  })
}
