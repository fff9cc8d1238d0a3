import type { FastifyInstance, FastifyRequest } from 'fastify'
import { parseId, parseInput } from '../../parse-input.ts'
import { actorOf } from '../../plugins/auth.ts'
import { categoryId, serverId, type CategoryId, type ServerId } from '#shared/models/ids.ts'
import { createCategoryBody, updateCategoryBody } from '#shared/protocol/http/categories.ts'
import type { CategoriesService } from './service.ts'

const serverOf = (request: FastifyRequest): ServerId =>
  parseId(serverId, (request.params as { serverId?: unknown }).serverId)
const categoryOf = (request: FastifyRequest): CategoryId =>
  parseId(categoryId, (request.params as { categoryId?: unknown }).categoryId)

/** Categories (ID-14.1). */
export function registerCategoryRoutes(app: FastifyInstance, categories: CategoriesService): void {
  app.get('/api/servers/:serverId/categories', (request) => categories.list(serverOf(request), actorOf(request).userId))
  app.post('/api/servers/:serverId/categories', async (request, reply) => {
    const created = await categories.create(serverOf(request), actorOf(request).userId, () =>
      parseInput(createCategoryBody, request.body),
    )
    return reply.code(201).send(created)
  })
  app.patch('/api/categories/:categoryId', (request) =>
    categories.update(categoryOf(request), actorOf(request).userId, () => parseInput(updateCategoryBody, request.body)),
  )
  app.delete('/api/categories/:categoryId', async (request, reply) => {
    await categories.remove(categoryOf(request), actorOf(request).userId)
    return reply.code(204).send()
  })
}
