import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { ProtocolError } from '#shared/protocol/errors.ts'
import type { Origins } from '../realtime/origins.ts'

/** On every answer (ID-1.5). */
export const securityHeaders = {
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'origin-agent-cluster': '?1',
  'referrer-policy': 'no-referrer',
  'strict-transport-security': 'max-age=31536000; includeSubDomains',
  'x-content-type-options': 'nosniff',
  'x-dns-prefetch-control': 'off',
  'x-download-options': 'noopen',
  'x-frame-options': 'SAMEORIGIN',
  'x-permitted-cross-domain-policies': 'none',
  'x-xss-protection': '0',
} as const

function allowOrigin(request: FastifyRequest, reply: FastifyReply, origins: Origins): boolean {
  const { origin } = request.headers
  if (origin !== undefined && !origins.isAllowed(origin)) return false
  void reply.headers({
    vary: 'Origin',
    'access-control-allow-credentials': 'true',
    'access-control-expose-headers': 'Content-Length',
    ...(origin === undefined ? {} : { 'access-control-allow-origin': origin }),
  })
  return true
}

const preflightHeaders = {
  'access-control-allow-methods': 'GET,HEAD,POST,PUT,PATCH,DELETE,OPTIONS',
  'access-control-allow-headers': 'Authorization,Content-Type,X-Mew-Admin-Secret,X-Mew-Csrf-Token,X-Mew-Refresh-Id',
  'access-control-max-age': '86400',
} as const

/** What holds for every request before any route is asked: security headers, own host names, CORS (ID-1.5, 1.6). */
export function registerHttpRules(
  app: FastifyInstance,
  origins: Origins,
  isOwnHost: (host: string | undefined) => boolean,
): void {
  // An expectation nobody knows may be passed over; Node itself answers it with nothing but a number.
  app.server.on('checkExpectation', (request, response) => {
    app.server.emit('request', request, response)
  })
  app.addHook('onRequest', async (request, reply) => {
    void reply.headers(securityHeaders)
    if (!isOwnHost(request.headers.host)) throw new ProtocolError('misdirected')
    const allowed = allowOrigin(request, reply, origins)
    if (request.method !== 'OPTIONS') return
    if (allowed) void reply.headers(preflightHeaders)
    await reply.code(204).send()
  })
}
