import type { ClockState } from '#shared/simulator/control.ts'
import type { simulationRoutes } from '#shared/simulator/control-routes.ts'
import { isId } from '#shared/models/ids.ts'
import { endSocket } from '../../realtime/end-connection.ts'
import { moveClock } from '../clock/move-clock.ts'
import { explain } from '../explain/explain.ts'
import type { Simulation } from '../simulation.ts'
import type { SnapshotStore } from '../snapshots/snapshot-store.ts'
import { viewOf } from '../view/view-of.ts'
import { actAs } from './act-as.ts'
import { actorHandlers } from './actor-handlers.ts'
import { faultHandlers } from './fault-handlers.ts'
import { createFits, findSteps } from './find-steps.ts'
import { readTimeline } from './read-timeline.ts'
import { readSockets, readState, socketsOf } from './read-state.ts'
import { Refusal } from './refusal.ts'
import type { Handlers } from './register-routes.ts'
import type { Running } from './simulation-host.ts'
import { snapshotHandlers } from './snapshot-handlers.ts'
import { afterLastEvent, createStepStream } from './step-stream.ts'

const PAGE_LIMIT = 1000

interface Common {
  readonly version: string
  readonly snapshots: SnapshotStore
}

/** What each route of one gateway does. */
export const simulationHandlers = ({ version, snapshots }: Common): Handlers<typeof simulationRoutes, Running> => ({
  'GET /state': ({ target }) => readState(target, version),

  'GET /events': ({ target: { simulation, run }, query: { from = 0, limit = PAGE_LIMIT, ...filter } }) => ({
    run,
    ...findSteps(simulation.journal, { from, limit: Math.min(limit, PAGE_LIMIT), fits: createFits(filter) }),
  }),
  'GET /events/stream': ({ target: { simulation, run }, query: { from, ...filter }, request, reply }) => {
    void reply.type('text/event-stream')
    const next = afterLastEvent(request.headers['last-event-id'], run) ?? from ?? 0
    return createStepStream({ journal: simulation.journal, run, from: next, fits: createFits(filter) })
  },
  'POST /events/wait': ({ target: { simulation }, body: { match, from, timeoutMs } }) =>
    simulation.journal.wait(createFits(match), {
      ...(from === undefined ? {} : { from }),
      ...(timeoutMs === undefined ? {} : { timeoutMs }),
    }),

  ...faultHandlers,
  ...actorHandlers,
  ...snapshotHandlers(snapshots),

  'GET /clock': ({ target: { simulation } }) => clockOf(simulation),
  'POST /clock': async ({ target: { simulation }, body }) => {
    if (body.action === 'advance') await moveClock(simulation, body.ms)
    else simulation.clock[body.action]()
    return clockOf(simulation)
  },

  'POST /speak': async ({ target: { simulation }, body: { user, channel, content } }) => {
    await simulation.names.learnChannels(simulation.gateway.parts)
    const id = isId(channel) ? channel : simulation.names.channelId(channel)
    return actAs(simulation, { user, method: 'POST', path: `/channels/${id}/messages`, body: { content } })
  },
  'POST /commands': ({ target: { simulation }, body }) => actAs(simulation, body),

  'GET /view': async ({ target: { simulation }, query: { user } }) => {
    await simulation.names.learnPeople(simulation.gateway.parts)
    return viewOf(simulation.gateway, simulation.names.personId(user))
  },
  'GET /explain': async ({ target: { simulation }, query }) => {
    await simulation.names.learnPeople(simulation.gateway.parts)
    return explain(simulation, query)
  },

  'GET /findings': ({ target: { simulation, run } }) => ({
    strict: simulation.referee !== undefined,
    run,
    findings: simulation.referee?.findings() ?? [],
  }),

  'GET /recording': async ({ target: { simulation }, query: { from = 0, texts = 'keep' } }) => {
    if (simulation.recorder === undefined) throw new Refusal(409, 'Nothing is recorded here')
    const { makeRecording } = await import('../record/make-recording.ts')
    return makeRecording(simulation, simulation.recorder, { from, texts })
  },
  'GET /timeline': ({ target: { simulation } }) => readTimeline(simulation),
  'GET /sockets': ({ target: { simulation } }) => readSockets(simulation),
  'DELETE /sockets/:socket': ({ target: { simulation }, params: { socket = '' } }) => {
    const found = socketsOf(simulation).get(socket)
    if (found === undefined) throw new Refusal(404, 'There is no such socket')
    endSocket(found)
  },
})

const clockOf = ({ clock }: Simulation): ClockState => ({
  now: clock.now(),
  running: clock.isRunning(),
})
