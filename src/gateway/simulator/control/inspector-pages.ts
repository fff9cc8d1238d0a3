import path from 'node:path'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { INSPECTOR_BASE } from '#shared/simulator/control-paths.ts'
import { Refusal } from './refusal.ts'

/** What stands in a built page: names without dots in front, escapes or empty parts, so that none leads elsewhere. */
const fileAddress = /^(?:[\w-][\w.-]*\/)*[\w-][\w.-]*$/

/** The inspector's page and what it consists of: the same for everybody, and nothing of anybody is in it. */
export function registerInspector(app: FastifyInstance, root: string): void {
  async function sendFile(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
    const [address = ''] = request.url.slice(INSPECTOR_BASE.length).split('?', 1)
    const file = address === '' ? 'index.html' : address
    if (!fileAddress.test(file)) throw new Refusal(404, 'There is no such file')
    const { send } = await import('@fastify/send')
    const { type, statusCode, headers, stream } = await send(request.raw, path.posix.join('/', file), {
      root,
      index: false,
      cacheControl: false,
    })
    if (type === 'directory' || statusCode === 404) throw new Refusal(404, 'There is no such file')
    return reply.code(statusCode).headers(headers).header('cache-control', 'no-cache').send(stream)
  }

  app.get(`${INSPECTOR_BASE}*`, { config: { open: true } }, sendFile)
}
