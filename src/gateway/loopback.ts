export const LOOPBACK = '127.0.0.1'

export const isLoopback = (host: string): boolean => host === LOOPBACK || host === 'localhost' || host === '::1'

/** Every address of the machine; not one that anybody could be sent to. */
const unspecified: Readonly<Record<string, string>> = { '0.0.0.0': LOOPBACK, '::': '::1' }

export const isReachableByLoopback = (host: string): boolean => isLoopback(host) || Object.hasOwn(unspecified, host)

/** Where a gateway that listens there can be asked from this machine. */
export function addressOf(host: string, port: number): string {
  const name = unspecified[host] ?? host
  return `http://${name.includes(':') ? `[${name}]` : name}:${port}`
}
