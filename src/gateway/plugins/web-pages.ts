import { readFile } from 'node:fs/promises'
import path from 'node:path'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'

/** Addresses that are never a page of the app, whatever a browser asks for there. */
const notPages = /^\/(?:api|socket\.io|static|presign|uploads|assets)(?:\/|$)/i

/** `host` is the name that was asked for, which has passed the check of own names. */
function pagePolicy(host: string | undefined): string {
  // Some browsers do not read 'self' as covering the socket of the same host. A policy cannot name an address of IPv6 at
  // all, and browsers complain where one does.
  const sockets = host === undefined || host.startsWith('[') ? [] : [`ws://${host}`, `wss://${host}`]
  return [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' data: blob:",
    "media-src 'self' blob:",
    "font-src 'self'",
    ["connect-src 'self'", ...sockets].join(' '),
    "worker-src 'self'",
    "manifest-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ')
}

/** What stands in a built UI: names without dots in front, escapes or empty parts, so that none leads elsewhere. */
const fileAddress = /^(?:\/[\w-][\w.-]*)+$/

function answerNotFound(reply: FastifyReply): FastifyReply {
  reply.callNotFound()
  return reply
}

/** The sender of files is loaded with the first of them: the gateway's start waits for none of it. */
async function sendFile(root: string, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const [address = ''] = request.url.split('?', 1)
  if (!fileAddress.test(address)) return answerNotFound(reply)
  const { send } = await import('@fastify/send')
  const { type, statusCode, headers, stream } = await send(request.raw, address, {
    root,
    index: false,
    cacheControl: false,
  })
  if (type === 'directory' || statusCode === 404) return answerNotFound(reply)
  return reply
    .code(statusCode)
    .headers(headers)
    .header('cache-control', address.startsWith('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache')
    .send(stream)
}

/** The built UI at `/`: files as they are, and the page itself for every address the app may be at. */
export function registerWebPages(app: FastifyInstance, root: string): void {
  async function sendPage(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
    const page = await readFile(path.join(root, 'index.html'))
    return reply
      .headers({
        'content-security-policy': pagePolicy(request.headers.host),
        'cache-control': 'no-cache',
        'content-type': 'text/html; charset=utf-8',
      })
      .send(page)
  }

  app.get('/', { config: { open: true } }, sendPage)
  app.get('/*', { config: { open: true } }, (request, reply) => sendFile(root, request, reply))
  app.decorate('sendPage', (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> | undefined => {
    const reads = request.method === 'GET' || request.method === 'HEAD'
    return reads && !notPages.test(request.url) ? sendPage(request, reply) : undefined
  })
}

/** Without the UI the protocol's own text stands there (ID-1.1). */
export function registerPlainRoot(app: FastifyInstance): void {
  app.get('/', { config: { open: true } }, (_request, reply) =>
    reply.type('text/plain; charset=utf-8').send('API is running...'),
  )
}

declare module 'fastify' {
  interface FastifyInstance {
    /** Answers with the app's page where an unknown address may be one of its own. */
    sendPage?: (request: FastifyRequest, reply: FastifyReply) => Promise<FastifyReply> | undefined
  }
}
