import type { IncomingMessage } from 'node:http'
import { PassThrough, type Readable } from 'node:stream'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { ChannelPlace } from '../../access/channel-access.ts'
import { parseId, parseInput } from '../../parse-input.ts'
import { actorOf } from '../../plugins/auth.ts'
import type { Forms } from '../../plugins/forms.ts'
import { channelId } from '#shared/models/ids.ts'
import { ProtocolError } from '#shared/protocol/errors.ts'
import { presignBody } from '#shared/protocol/http/uploads.ts'
import type { Presigning } from './presigning.ts'
import { sendFile } from './send-file.ts'
import type { UploadsService } from './uploads-service.ts'

const MOUNT = '/api/channels/:channelId/uploads'

interface Params {
  readonly channelId?: unknown
  readonly key?: string
}

const placeOf = (request: FastifyRequest): ChannelPlace => ({
  channel: parseId(channelId, (request.params as Params).channelId),
})

function keyOf(request: FastifyRequest): string {
  const { key = '' } = request.params as Params
  if (key.trim() === '') throw new ProtocolError('uploadKeyRequired')
  return key
}

/** Files for messages (MB-5). */
export function registerUploadRoutes(app: FastifyInstance, uploads: UploadsService, { withForm }: Forms): void {
  app.post(MOUNT, { config: { form: true } }, async (request, reply) => {
    const place = placeOf(request)
    const { userId } = actorOf(request)
    await uploads.admit(place, userId)
    const upload = await withForm(request, { file: 'file' }, ({ file }) => uploads.keep(place, userId, file))
    return reply.code(201).send(upload)
  })
  app.post(`${MOUNT}/presign`, (request) =>
    uploads.announce(placeOf(request), actorOf(request).userId, () => parseInput(presignBody, request.body)),
  )
  app.get(`${MOUNT}/:key`, async (request, reply) => {
    const { file, contentType } = await uploads.open(placeOf(request), actorOf(request).userId, () => keyOf(request))
    const headers = {
      'content-type': contentType,
      'content-disposition': 'attachment',
      'content-security-policy': "sandbox; default-src 'none'",
      'cache-control': 'private, max-age=3600',
    }
    return sendFile(reply, { file, headers })
  })
}

/** Not the request itself: a store that gives up ends what it reads, and the answer would go with it. */
function bodyOf(request: IncomingMessage): Readable {
  const body = request.pipe(new PassThrough())
  request.once('close', () => {
    if (!request.complete) body.destroy(new Error('The body was broken off'))
  })
  return body
}

/** Where announced files are sent to; the signature is the token (MB-5.2). */
export function registerPresignedRoute(app: FastifyInstance, { take }: Presigning): void {
  app.register((scope, _options, done) => {
    // Whatever its type is, the body is the file.
    scope.removeAllContentTypeParsers()
    scope.addContentTypeParser('*', (_request, _payload, parsed) => {
      parsed(null)
    })
    scope.put<{ Params: { key: string } }>('/presign/:key', { config: { open: true } }, async (request, reply) => {
      const { headers, params, query, raw } = request
      await take({
        key: params.key,
        query,
        contentType: headers['content-type'],
        contentLength: headers['content-length'],
        source: bodyOf(raw),
      })
      return reply.code(200).send()
    })
    done()
  })
}
