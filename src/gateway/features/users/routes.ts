import type { FastifyInstance } from 'fastify'
import type { UserSelf } from '#shared/models/user.ts'
import { actorOf } from '../../plugins/auth.ts'

/** The caller's own record (ID-9.1). */
export function registerUserRoutes(app: FastifyInstance, profile: (user: string) => Promise<UserSelf>): void {
  app.get('/api/users/@me', (request) => profile(actorOf(request).userId))
}
