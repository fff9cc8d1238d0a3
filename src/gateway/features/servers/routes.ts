import type { FastifyInstance } from 'fastify'
import { demandImage } from '../../files/media-types.ts'
import { memberKeyOf } from '../../member-key.ts'
import { parseInput } from '../../parse-input.ts'
import { actorOf } from '../../plugins/auth.ts'
import type { Forms } from '../../plugins/forms.ts'
import { createServerBody, updateServerBody } from '#shared/protocol/http/servers.ts'
import type { ServersService } from './service.ts'

/** Servers (ID-9.6, 10). */
export function registerServerRoutes(app: FastifyInstance, servers: ServersService, forms: Forms): void {
  app.get('/api/users/@me/servers', (request) => servers.list(actorOf(request).userId))
  app.post('/api/servers', async (request, reply) => {
    const body = parseInput(createServerBody, request.body)
    return reply.code(201).send(await servers.create(actorOf(request).userId, body))
  })
  app.get('/api/servers/:serverId', (request) => servers.get(memberKeyOf(request)))
  app.patch('/api/servers/:serverId', (request) =>
    servers.update(memberKeyOf(request), () => parseInput(updateServerBody, request.body)),
  )
  app.post('/api/servers/:serverId/icon', { config: { form: true } }, async (request) => {
    const key = memberKeyOf(request)
    await servers.admitIcon(key)
    return forms.withForm(request, { file: 'icon', accept: demandImage }, ({ file }) => servers.setIcon(key, file))
  })
  app.delete('/api/servers/:serverId', async (request) => {
    await servers.remove(memberKeyOf(request))
    return { message: 'Server deleted successfully' }
  })
}
