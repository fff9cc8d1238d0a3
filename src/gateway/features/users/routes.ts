import type { FastifyInstance, FastifyRequest } from 'fastify'
import { demandImage } from '../../files/media-types.ts'
import { parseId, parseInput } from '../../parse-input.ts'
import { actorOf } from '../../plugins/auth.ts'
import type { Forms } from '../../plugins/forms.ts'
import { userId } from '#shared/models/ids.ts'
import { ProtocolError } from '#shared/protocol/errors.ts'
import {
  changePasswordBody,
  searchUsersQuery,
  updateNotificationSettingsBody,
  updateProfileBody,
  type ChangePasswordBody,
} from '#shared/protocol/http/users.ts'
import type { UsersService } from './service.ts'

/** Ends everything of the account that was let in with the old password. */
export type ChangePassword = (user: string, body: ChangePasswordBody) => Promise<void>

function questionOf(request: FastifyRequest): string {
  const query = request.query as { q?: unknown }
  // The protocol's own answer to a question asked twice (ID-9.9).
  if (Array.isArray(query.q)) throw new ProtocolError('malformedId')
  return parseInput(searchUsersQuery, query, 'query.').q
}

interface UserParts {
  readonly users: UsersService
  readonly forms: Forms
  readonly changePassword: ChangePassword
}

/** One's own record and settings, and what others see (ID-9). */
export function registerUserRoutes(app: FastifyInstance, { users, forms, changePassword }: UserParts): void {
  app.get('/api/users/@me', (request) => users.self(actorOf(request).userId))
  app.patch('/api/users/@me', { config: { form: true } }, (request) =>
    forms.withForm(request, { file: 'avatar', accept: demandImage }, async ({ body, file }) =>
      users.update(actorOf(request).userId, parseInput(updateProfileBody, body ?? {}), file),
    ),
  )
  app.post('/api/users/@me/password', async (request, reply) => {
    await changePassword(actorOf(request).userId, parseInput(changePasswordBody, request.body))
    return reply.code(204).send()
  })
  app.get('/api/users/@me/notification-settings', (request) => users.settings(actorOf(request).userId))
  app.put('/api/users/@me/notification-settings', (request) =>
    users.updateSettings(actorOf(request).userId, parseInput(updateNotificationSettingsBody, request.body)),
  )
  app.get('/api/users/search', (request) => users.search(actorOf(request).userId, questionOf(request)))
  app.get('/api/users/:userId', (request) =>
    users.profile(parseId(userId, (request.params as { userId?: unknown }).userId)),
  )
}
