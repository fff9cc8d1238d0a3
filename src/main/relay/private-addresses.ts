import { BlockList, isIP } from 'node:net'

/** Addresses that are somebody's own network, or nobody's: nothing out there may make this computer call them. */
// Two lists: one of both would see every IPv4 address in the IPv6 range that can hold them all.
const privateRanges4 = new BlockList()
const privateRanges6 = new BlockList()
for (const [range, prefix] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
] as const) {
  privateRanges4.addSubnet(range, prefix, 'ipv4')
}
for (const [range, prefix] of [
  ['::', 128],
  ['::1', 128],
  // Each of these can hold an IPv4 address inside, where the ranges above do not see it.
  ['::ffff:0:0', 96],
  ['64:ff9b::', 96],
  ['64:ff9b:1::', 48],
  ['2002::', 16],
  ['fc00::', 7],
  ['fe80::', 10],
  ['ff00::', 8],
] as const) {
  privateRanges6.addSubnet(range, prefix, 'ipv6')
}

export function isPrivateAddress(address: string): boolean {
  const family = isIP(address)
  if (family === 0) return true
  return family === 4 ? privateRanges4.check(address, 'ipv4') : privateRanges6.check(address, 'ipv6')
}
