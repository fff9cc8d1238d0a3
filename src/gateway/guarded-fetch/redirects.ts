/** Whether a redirect is followed: from http to https of one host, and to or from its `www.` form (MB-14). */
export function isFollowed(from: URL, to: URL): boolean {
  const isSecured = to.protocol === 'https:'
  if (!isSecured && (to.protocol !== 'http:' || from.protocol === 'https:')) return false
  if (from.hostname === to.hostname) return from.protocol !== to.protocol
  return `www.${from.hostname}` === to.hostname || from.hostname === `www.${to.hostname}`
}
