import type { FastifyInstance } from 'fastify'
import { ProtocolError } from '#shared/protocol/errors.ts'
import type { FileStore } from '../../files/file-store.ts'
import { pictureType } from './media-type.ts'

/** Files by unguessable key, without a token (MB-2.2, security: Files): pictures in place, all else as a download. */
export function registerFileRoutes(app: FastifyInstance, files: FileStore): void {
  app.get<{ Params: { key: string } }>('/static/:key', { config: { open: true } }, async (request, reply) => {
    const file = await files.open(request.params.key)
    if (file === undefined) throw new ProtocolError('fileNotFound')
    const picture = pictureType(file.head)
    return reply
      .headers({
        'content-length': file.size,
        'content-type': picture ?? 'application/octet-stream',
        'content-disposition': picture === undefined ? 'attachment' : 'inline',
        'content-security-policy': "sandbox; default-src 'none'",
        'cross-origin-resource-policy': 'cross-origin',
        'cache-control': 'public, max-age=31536000, immutable',
      })
      .send(await file.stream())
  })
}
