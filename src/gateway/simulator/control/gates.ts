import type { FastifyInstance, FastifyRequest } from 'fastify'
import { inspectorPolicy } from '#shared/simulator/inspector-policy.ts'
import { exceedsDepth } from '../../plugins/json-depth.ts'
import type { Keys } from './keys.ts'
import { Refusal } from './refusal.ts'

/** On every answer. No page elsewhere may read one, show one in a frame, or be told that it may. */
const headers = {
  'cache-control': 'no-store',
  'content-security-policy': inspectorPolicy,
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
} as const

const isOpen = ({ routeOptions }: FastifyRequest): boolean => routeOptions.config.open === true

/**
 * Who may call: by one of the listener's own names, from no page or one of its own, with a token. All of it is asked before
 * a route is, so that whoever may not learns not even which there are.
 */
export function registerGates(app: FastifyInstance, port: number, keys: Keys): void {
  const hosts = new Set(['127.0.0.1', 'localhost', '[::1]'].map((name) => `${name}:${port}`))
  const origins = new Set([...hosts].map((host) => `http://${host}`))

  app.addHook('onRequest', (request, reply, done) => {
    void reply.headers(headers)
    const { host = '', origin, authorization = '' } = request.headers
    if (!hosts.has(host.toLowerCase())) done(new Refusal(421, 'The control API does not answer to that host name'))
    else if (origin !== undefined && !origins.has(origin))
      done(new Refusal(403, 'The control API is not for other pages'))
    else if (isOpen(request) || keys.fits(/^Bearer (\S+)$/.exec(authorization)?.[1] ?? '')) done()
    else done(new Refusal(401, 'The control API wants its token: Authorization: Bearer …'))
  })
  // Of the framework's two kinds of body only JSON is left; all else is answered with 415.
  app.removeContentTypeParser('text/plain')
  app.addHook('preValidation', (request, _reply, done) => {
    if (exceedsDepth(request.body)) done(new Refusal(400, 'The body is nested too deeply'))
    else done()
  })
}
