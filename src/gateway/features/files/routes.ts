import type { FastifyInstance } from 'fastify'
import type { FileStore } from '../../files/file-store.ts'
import { ProtocolError } from '#shared/protocol/errors.ts'
import { provedType } from './proved-type.ts'
import { sendLasting } from './send-file.ts'

/** Files by unguessable key, without a token (MB-2.2, security: Files): what is proved to be media in place, all else as a download. */
export function registerFileRoutes(app: FastifyInstance, files: FileStore): void {
  app.get<{ Params: { key: string } }>('/static/:key', { config: { open: true } }, async (request, reply) => {
    const { key } = request.params
    const file = await files.open(key)
    if (file === undefined) throw new ProtocolError('fileNotFound')
    const type = provedType(file.head)
    return sendLasting(reply, `"${key}"`, {
      file,
      headers: {
        'content-type': type ?? 'application/octet-stream',
        'content-disposition': type === undefined ? 'attachment' : 'inline',
        'content-security-policy': "sandbox; default-src 'none'",
        'cross-origin-resource-policy': 'cross-origin',
      },
    })
  })
}
