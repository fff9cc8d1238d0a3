import type { simulationRoutes } from '#shared/simulator/control-routes.ts'
import type { Handlers } from './register-routes.ts'
import type { Running } from './simulation-host.ts'

/** Actors of one gateway. */
export const actorHandlers = {
  'GET /actors': ({ target: { actors } }) => actors.list(),
  'POST /actors': ({ target: { actors }, body: { user } }) => actors.add(user),
  'POST /actors/:actor/emit': ({ target: { actors }, params: { actor = '' }, body }) => actors.emit(actor, body),
  'DELETE /actors/:actor': ({ target: { actors }, params: { actor = '' } }) => actors.remove(actor),
} satisfies Partial<Handlers<typeof simulationRoutes, Running>>
