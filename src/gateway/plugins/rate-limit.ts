import net from 'node:net'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Clock } from '../clock.ts'
import { createFixedWindows, type FixedWindows } from '../fixed-windows.ts'
import { ProtocolError } from '#shared/protocol/errors.ts'
import { isUnknown } from './unknown-routes.ts'

interface Policy {
  readonly below: RegExp
  /** What only reads costs nothing there. */
  readonly countsReads: boolean
  readonly limit: number
  readonly windowSeconds: number
}

/** Where two count, the last one's figures stand in the answer (ID-1.7). */
const policies: readonly Policy[] = [
  { below: /^\/api(?:\/|\?|$)/i, countsReads: true, limit: 3000, windowSeconds: 300 },
  { below: /^\/api\/auth(?:\/|\?|$)/i, countsReads: false, limit: 200, windowSeconds: 900 },
]

const MAX_CLIENTS = 50_000

/** An IPv6 customer has a whole prefix to choose from: the first 56 bits are the client. */
function prefixOf(address: string): string {
  const [head = '', tail = ''] = (address.split('%', 1)[0] ?? '').split('::', 2)
  const [before, after] = [head, tail].map((half) => (half === '' ? [] : half.split(':')))
  const missing = 8 - (before?.length ?? 0) - (after?.length ?? 0)
  const groups = [...(before ?? []), ...Array.from({ length: Math.max(0, missing) }, () => '0'), ...(after ?? [])]
  return groups
    .slice(0, 4)
    .map((group, index) => (Number.parseInt(group, 16) & (index === 3 ? 0xff00 : 0xffff)).toString(16))
    .join(':')
}

/** Who is counted. What a proxy says that is no address is one client together. */
export function clientOf(address: string): string {
  // Sockets that listen on both families see IPv4 peers in this guise.
  const plain = address.replace(/^::ffff:(?=\d+\.)/i, '')
  const version = net.isIP(plain)
  if (version === 4) return plain
  return version === 6 ? prefixOf(plain) : 'unknown'
}

const reads = ({ method }: FastifyRequest): boolean => method === 'GET' || method === 'HEAD'

/** By the route, so that no other way of writing its address counts less. */
const addressOf = (request: FastifyRequest): string =>
  isUnknown(request) ? request.url : (request.routeOptions.url ?? request.url)

function count(reply: FastifyReply, policy: Policy, windows: FixedWindows): void {
  const used = windows.hit(clientOf(reply.request.ip))
  const seconds = Math.max(0, Math.ceil(used.endsInMs / 1000))
  void reply.headers({
    'ratelimit-policy': `${policy.limit};w=${policy.windowSeconds}`,
    'ratelimit-limit': policy.limit,
    'ratelimit-remaining': Math.max(0, policy.limit - used.count),
    'ratelimit-reset': seconds,
  })
  if (used.count > policy.limit) throw new ProtocolError('tooManyAttempts', { retryAfter: seconds })
}

/**
 * Counts requests by client (ID-1.7), after the body was read and before anything is done for it: answered preflights and
 * bodies that are no JSON cost nothing.
 */
export function registerRateLimit(app: FastifyInstance, clock: Clock): void {
  const counted = policies.map((policy) => ({
    policy,
    windows: createFixedWindows(clock, { windowMs: policy.windowSeconds * 1000, maxKeys: MAX_CLIENTS }),
  }))
  app.addHook('preValidation', async (request, reply) => {
    for (const { policy, windows } of counted) {
      const applies = policy.below.test(addressOf(request)) && (policy.countsReads || !reads(request))
      if (applies) count(reply, policy, windows)
    }
  })
}
