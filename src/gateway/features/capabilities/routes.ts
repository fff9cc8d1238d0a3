import type { FastifyInstance } from 'fastify'
import { extensions, type Capabilities } from '#shared/protocol/http/capabilities.ts'

/** What a client may ask before it has a token: whether the gateway is well, and what it offers. */
export function registerCapabilityRoutes(
  app: FastifyInstance,
  gateway: { readonly instanceId: string; readonly startCode: string | undefined },
): void {
  const answer: Capabilities = {
    instanceId: gateway.instanceId,
    extensions,
    startCode: gateway.startCode !== undefined,
  }
  app.get('/api/capabilities', { config: { open: true } }, () => answer)
  app.get('/api/health', { config: { open: true } }, () => ({ status: 'ok' }))
}
