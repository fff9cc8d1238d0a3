import { createHash } from 'node:crypto'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'

function tagOf(payload: string): string {
  return `W/"${createHash('sha256').update(payload).digest('base64url').slice(0, 27)}"`
}

function isUnchanged(request: FastifyRequest, tag: string): boolean {
  const held = request.headers['if-none-match']
  return held === '*' || (held?.split(',').some((entry) => entry.trim() === tag) ?? false)
}

const isRead = ({ method }: FastifyRequest): boolean => method === 'GET' || method === 'HEAD'

const isJson = (reply: FastifyReply): boolean => String(reply.getHeader('content-type')).startsWith('application/json')

/** Weak tags on JSON that is read, and 304 for whoever has it already (ID-1.1). No cache keeps it: it is somebody's mail. */
export function registerEntityTags(app: FastifyInstance): void {
  app.addHook('onSend', async (request, reply, payload) => {
    if (typeof payload !== 'string' || !isJson(reply)) return payload
    void reply.header('cache-control', 'no-store')
    if (!isRead(request) || reply.statusCode !== 200) return payload
    const tag = tagOf(payload)
    void reply.header('etag', tag)
    if (!isUnchanged(request, tag)) return payload
    void reply.code(304).removeHeader('content-length').removeHeader('content-type')
    // What Fastify does for HEAD measures what it would have sent, and nothing can be measured, but not null.
    return request.method === 'HEAD' ? '' : null
  })
}
