import type { NetworkReason } from '#shared/desktop-bridge.ts'

/** Chromium's names of what went wrong (`net::ERR_…`), and Electron's own words for a redirect. */
const reasons: readonly (readonly [RegExp, NetworkReason])[] = [
  [/redirect/i, 'redirect'],
  [/ERR_INTERNET_DISCONNECTED|ERR_NETWORK_CHANGED/, 'offline'],
  [/ERR_PROXY_|ERR_TUNNEL_/, 'proxy'],
  [/ERR_CERT_|ERR_SSL_/, 'certificate'],
  [/ERR_NAME_/, 'name'],
  [/ERR_CONNECTION_REFUSED|ERR_ADDRESS_/, 'refused'],
  [/TIMED_OUT/, 'timeout'],
  [/ERR_CONNECTION_|ERR_EMPTY_RESPONSE|ERR_ABORTED|terminated/, 'closed'],
]

/** Everything an error says, its causes included: which of them has Chromium's name differs from call to call. */
export function errorText(error: unknown): string {
  const texts: string[] = []
  for (let at = error; at instanceof Error && texts.length < 8; at = at.cause) texts.push(at.message)
  return texts.length === 0 ? String(error) : texts.join(': ')
}

export function networkReason(error: unknown): NetworkReason {
  const text = errorText(error)
  return reasons.find(([pattern]) => pattern.test(text))?.[1] ?? 'unknown'
}

const neverConnected =
  /ERR_INTERNET_DISCONNECTED|ERR_PROXY_|ERR_TUNNEL_|ERR_CERT_|ERR_NAME_|ERR_CONNECTION_(?:REFUSED|TIMED_OUT)|ERR_ADDRESS_/

/** Whether the request surely never reached its server. When in doubt it did. */
export const wasNeverSent = (error: unknown): boolean => neverConnected.test(errorText(error))
