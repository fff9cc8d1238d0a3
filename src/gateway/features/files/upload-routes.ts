import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { ChannelPlace } from '../../access/channel-access.ts'
import { parseId } from '../../parse-input.ts'
import { actorOf } from '../../plugins/auth.ts'
import type { Forms } from '../../plugins/forms.ts'
import { channelId } from '#shared/models/ids.ts'
import type { UploadsService } from './uploads-service.ts'

const MOUNT = '/api/channels/:channelId/uploads'

const placeOf = (request: FastifyRequest): ChannelPlace => ({
  channel: parseId(channelId, (request.params as { channelId?: unknown }).channelId),
})

/** Files for messages (MB-5). */
export function registerUploadRoutes(app: FastifyInstance, uploads: UploadsService, { withForm }: Forms): void {
  app.post(MOUNT, { config: { form: true } }, async (request, reply) => {
    const place = placeOf(request)
    const { userId } = actorOf(request)
    await uploads.admit(place, userId)
    const upload = await withForm(request, { file: 'file' }, ({ file }) => uploads.keep(place, userId, file))
    return reply.code(201).send(upload)
  })
}
