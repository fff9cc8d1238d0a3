import fastify, { type FastifyInstance, type FastifyReply } from 'fastify'
import { CONTROL_BASE } from '#shared/simulator/control-paths.ts'
import { processRoutes, simulationRoutes } from '#shared/simulator/control-routes.ts'
import type { Clock } from '../../clock.ts'
import type { Log } from '../../log.ts'
import { answerError } from '../../plugins/errors.ts'
import { watchIncomingBodies } from '../../plugins/incoming-bodies.ts'
import { JournalTimeout } from '../journal/journal.ts'
import { UnknownNameError } from '../names.ts'
import { RecordingError } from '../record/recorder.ts'
import { ScenarioError } from '../scenarios.ts'
import { SnapshotError } from '../snapshots/snapshot-error.ts'
import { endSilentConnections } from './end-silent-connections.ts'
import { registerGates } from './gates.ts'
import { registerInspector } from './inspector-pages.ts'
import { processHandlers, type Process } from './process-handlers.ts'
import { Refusal } from './refusal.ts'
import { registerRoutes } from './register-routes.ts'
import { simulationHandlers } from './simulation-handlers.ts'

const BODY_LIMIT_BYTES = 1_048_576
/** What clients are told, and less than what ends a connection that brings nothing. */
const KEEP_ALIVE_MS = 30_000

/** What the simulator's own refusals are on the wire. */
const statuses = [
  [UnknownNameError, 404],
  [ScenarioError, 404],
  [JournalTimeout, 408],
  [RecordingError, 409],
] as const

const snapshotStatuses = { name: 400, missing: 404, broken: 422, place: 409 } as const

function statusOf(error: unknown): number | undefined {
  if (error instanceof SnapshotError) return snapshotStatuses[error.kind]
  return statuses.find(([kind]) => error instanceof kind)?.[1]
}

function answer(error: unknown, reply: FastifyReply, log: Log): FastifyReply {
  if (error instanceof Refusal) return reply.code(error.status).send({ message: error.message })
  const status = statusOf(error)
  if (status !== undefined && error instanceof Error) return reply.code(status).send({ message: error.message })
  return answerError(error, reply, log)
}

export interface ControlAppOptions extends Process {
  readonly port: number
  readonly log: Log
  /** Connections are real, whatever the gateway's own clock does. */
  readonly realTime: Clock
  /** The built inspector. */
  readonly inspectorRoot: string | undefined
}

/** The control API. It listens nowhere itself: connections are handed to its server. */
export async function createControlApp(options: ControlAppOptions): Promise<FastifyInstance> {
  const { host, tenants, log } = options
  const app = fastify({
    bodyLimit: BODY_LIMIT_BYTES,
    keepAliveTimeout: KEEP_ALIVE_MS,
    routerOptions: { maxParamLength: 512 },
    frameworkErrors: (error, _, reply) => {
      void answer(error, reply, log)
    },
  })
  endSilentConnections(app.server, options.realTime)
  watchIncomingBodies(app.server, options.realTime)
  registerGates(app, options.port, options.keys)
  app.setErrorHandler((error, _, reply) => answer(error, reply, log))
  app.setNotFoundHandler(() => {
    throw new Refusal(404, 'The control API has no such route: GET /__mew/v1/openapi.json lists them')
  })
  if (options.inspectorRoot !== undefined) registerInspector(app, options.inspectorRoot)
  registerRoutes(app, {
    prefix: CONTROL_BASE,
    routes: processRoutes,
    handlers: processHandlers,
    targetOf: () => options,
  })
  const ofOne = { routes: simulationRoutes, handlers: simulationHandlers(options) }
  registerRoutes(app, { ...ofOne, prefix: CONTROL_BASE, targetOf: () => host.current() })
  registerRoutes(app, {
    ...ofOne,
    prefix: `${CONTROL_BASE}/tenants/:tenant`,
    targetOf: ({ params }) => tenants.find((params as { tenant: string }).tenant),
  })
  await app.ready()
  return app
}
