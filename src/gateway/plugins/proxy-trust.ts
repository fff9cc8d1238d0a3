import type { IncomingMessage } from 'node:http'
import { BlockList, isIPv4, isIPv6 } from 'node:net'

/** Whether whoever handed a request on is believed when it says where that came from. `hop` 0 is the connection itself. */
export type ProxyTrust = (address: string, hop: number) => boolean

const namedRanges: Readonly<Record<string, readonly string[]>> = {
  loopback: ['127.0.0.0/8', '::1/128'],
  linklocal: ['169.254.0.0/16', 'fe80::/10'],
  uniquelocal: ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', 'fc00::/7'],
}

/** Known to be right: the first question whether something is IPv6 costs 4 ms, which a start with the default need not pay. */
const knownRanges = new Set(Object.values(namedRanges).flat())

/** 24 of `255.255.255.0`. */
function bitsOfMask(mask: string): number {
  const bits = mask.split('.').map((part) => Number(part).toString(2).padStart(8, '0'))
  const [, ones] = /^(1*)0*$/.exec(bits.join('')) ?? []
  return ones?.length ?? 0
}

function prefixOf(size: string | undefined, isV4: boolean): number {
  const whole = isV4 ? 32 : 128
  if (size === undefined) return whole
  const bits = isV4 && isIPv4(size) ? bitsOfMask(size) : Number(/^\d+$/.exec(size)?.[0])
  return bits >= 1 && bits <= whole ? bits : Number.NaN
}

/** @throws TypeError */
function addRange(list: BlockList, range: string): void {
  const [address = '', size, ...rest] = range.split('/')
  const isV4 = isIPv4(address)
  const prefix = prefixOf(size, isV4)
  if (!(isV4 || knownRanges.has(range) || isIPv6(address)) || rest.length > 0)
    throw new TypeError(`invalid IP address: ${address}`)
  if (Number.isNaN(prefix)) throw new TypeError(`invalid range on address: ${range}`)
  list.addSubnet(address, prefix, isV4 ? 'ipv4' : 'ipv6')
}

/**
 * What `MEW_TRUST_PROXY` means: none, all, that many hops, or these addresses and ranges.
 * @throws TypeError where a list names something that is no address
 */
export function createProxyTrust(setting: boolean | number | string): ProxyTrust {
  if (typeof setting === 'boolean') return () => setting
  if (typeof setting === 'number') return (_address, hop) => hop < setting
  const list = new BlockList()
  for (const entry of setting.split(',').map((word) => word.trim())) {
    for (const range of Object.hasOwn(namedRanges, entry) ? (namedRanges[entry] ?? []) : [entry]) addRange(list, range)
  }
  return (address) => list.check(address, isIPv4(address) ? 'ipv4' : 'ipv6')
}

/** Who sent a request, as far back as whoever handed it on is believed. */
export function clientAddressOf(request: IncomingMessage, trusts: ProxyTrust): string {
  const said = request.headers['x-forwarded-for'] ?? []
  const forwarded = (typeof said === 'string' ? said : said.join(','))
    .split(',')
    .map((word) => word.trim())
    .filter((word) => word !== '')
  const hops = [request.socket.remoteAddress ?? '', ...forwarded.toReversed()]
  return hops.find((address, hop) => !trusts(address, hop)) ?? hops.at(-1) ?? ''
}
