export type HostCheck = (hostHeader: string | undefined) => boolean

/** Which `Host` names the gateway answers to: a foreign name that resolves here is somebody else's page (421). */
export function createHostCheck(boundHost: string, extra: readonly string[]): HostCheck {
  const allowed = new Set([
    'localhost',
    '127.0.0.1',
    '[::1]',
    // As some clients write it, Socket.IO's own in Node among them.
    '::1',
    bracketed(boundHost),
    ...extra.map((name) => name.toLowerCase()),
  ])
  const anyHost = boundHost === '0.0.0.0' || boundHost === '::'
  return (hostHeader) => {
    // HTTP/1.0 and hand-made clients send none; browsers always do.
    if (hostHeader === undefined || hostHeader === '') return true
    const name = hostHeader.toLowerCase().replace(/(?<!:):\d+$/, '')
    return allowed.has(name) || isBelowLocalhost(name) || (anyHost && isAddress(name))
  }
}

const bracketed = (host: string): string => (host.includes(':') ? `[${host}]` : host)

/** Exactly a host name: this text goes into a header of the page. */
const isBelowLocalhost = (name: string): boolean => /^(?:[\w-]+\.)+localhost$/.test(name)

/** A literal address cannot be rebound by anybody's name server. */
const isAddress = (name: string): boolean => /^\d+\.\d+\.\d+\.\d+$/.test(name) || /^\[[0-9a-f:.]+\]$/.test(name)
