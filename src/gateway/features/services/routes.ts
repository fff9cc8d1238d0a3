import type { FastifyInstance, FastifyRequest } from 'fastify'
import { parseInput } from '../../parse-input.ts'
import type { InfraGate } from '../../plugins/infra-gate.ts'
import { usableServiceType } from '../../plugins/service-type.ts'
import { registerServiceBody } from '#shared/protocol/http/services.ts'
import type { ServicesService } from './service.ts'

const YES = new Set<unknown>(['1', 'true', 'yes', 'on'])

const wantsOffline = (request: FastifyRequest): boolean =>
  YES.has((request.query as { includeOffline?: unknown }).includeOffline)

/** Kinds of services (MB-12): registered by those who run them, looked up by everybody. */
export function registerServiceRoutes(app: FastifyInstance, services: ServicesService, gate: InfraGate): void {
  app.post('/api/infra/service-types/register', { config: { open: true } }, (request) => {
    gate(request)
    const body = Array.isArray(request.body) ? {} : (request.body ?? {})
    return services.register(usableServiceType(request), parseInput(registerServiceBody, body))
  })
  app.get('/api/infra/available-services', async (request) => ({
    services: await services.available(wantsOffline(request)),
  }))
  app.get('/api/infra/service-bot-user', async (request) => ({
    botUserId: await services.directAccount(usableServiceType(request)),
  }))
}
