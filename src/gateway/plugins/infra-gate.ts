import { BlockList, isIP, isIPv4 } from 'node:net'
import type { FastifyRequest } from 'fastify'
import { ProtocolError } from '#shared/protocol/errors.ts'
import { sameSecret } from '../same-secret.ts'

/** Lets in whoever operates the gateway: by where they ask from, then by the admin secret (MB-1.4, 1.6). */
export type InfraGate = (request: FastifyRequest) => void

interface InfraGateOptions {
  readonly adminSecret: string | undefined
  /** Undefined: private networks and this machine. */
  readonly addresses: readonly string[] | undefined
}

const privateRanges = [
  '10.0.0.0/8',
  '127.0.0.0/8',
  '172.16.0.0/12',
  '192.168.0.0/16',
  '::1/128',
  'fc00::/7',
  'fe80::/10',
]

const familyOf = (address: string): 'ipv4' | 'ipv6' => (isIPv4(address) ? 'ipv4' : 'ipv6')

/** Sockets that listen on both families see IPv4 peers in another guise; a zone says only by which way they came. */
const plainAddress = (address: string): string => address.replace(/^::ffff:/i, '').replace(/%.*$/, '')

function listOf(addresses: readonly string[] | undefined): BlockList {
  const list = new BlockList()
  for (const address of (addresses ?? []).map(plainAddress)) {
    if (isIP(address) !== 0) list.addAddress(address, familyOf(address))
  }
  if (addresses !== undefined) return list
  for (const range of privateRanges) {
    const [address = '', bits] = range.split('/')
    list.addSubnet(address, Number(bits), familyOf(address))
  }
  return list
}

/** Whether an operator may ask from an address: a list names each of them, and then nothing goes without saying. */
export function createAddressCheck(addresses: readonly string[] | undefined): (address: string) => boolean {
  const list = listOf(addresses)
  return (address) => {
    const plain = plainAddress(address)
    return isIP(plain) !== 0 && list.check(plain, familyOf(plain))
  }
}

/** The gate throws ProtocolError: infraForbidden, adminSecretMissing, adminSecretWrong. */
export function createInfraGate({ adminSecret, addresses }: InfraGateOptions): InfraGate {
  const mayAsk = createAddressCheck(addresses)
  return ({ ip, headers }) => {
    if (!mayAsk(ip)) throw new ProtocolError('infraForbidden')
    if (adminSecret === undefined) throw new ProtocolError('adminSecretMissing')
    if (!sameSecret(headers['x-mew-admin-secret'], adminSecret)) throw new ProtocolError('adminSecretWrong')
  }
}
