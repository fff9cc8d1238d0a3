import type { DesktopAccount } from '#shared/desktop-bridge.ts'
import type { StoredAccount } from './accounts/stored-account.ts'

interface Circumstances {
  readonly session: DesktopAccount['session']
  readonly available: boolean
  readonly needsReload: boolean
}

/** An account as the page may know it, field by field: what is stored holds secrets. */
export function desktopAccount(account: StoredAccount, circumstances: Circumstances): DesktopAccount {
  const { key, userId, username, gateway, gatewayId, keptAs = gatewayId, extensions, inner } = account
  return { key, userId, username, gateway, gatewayId: keptAs, extensions, inner, ...circumstances }
}
