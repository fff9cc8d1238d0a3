import diagnostics from 'node:diagnostics_channel'
import type { FastifyInstance } from 'fastify'
import { startTestGateway } from '../../fixtures/test-gateway.ts'

/** A door of the gateway, as it was registered. */
export interface Route {
  readonly method: string
  readonly url: string
  /** Marked as one that needs no token. */
  readonly open: boolean
}

export const nameOf = ({ method, url }: Route): string => `${method} ${url}`

/** Every route that a gateway registers, asked of the gateway itself: a list of our own would forget the newest one. */
export async function collectRoutes(): Promise<readonly Route[]> {
  const routes: Route[] = []
  const onCreated = (message: unknown): void => {
    const { fastify } = message as { fastify: FastifyInstance }
    fastify.addHook('onRoute', ({ method, url, config }) => {
      for (const each of [method].flat()) routes.push({ method: each, url, open: config?.open === true })
    })
  }
  diagnostics.subscribe('fastify.initialization', onCreated)
  await using _home = await startTestGateway()
  diagnostics.unsubscribe('fastify.initialization', onCreated)
  // HEAD stands beside every GET and is handled by it.
  return routes.filter(({ method }) => method !== 'HEAD')
}
