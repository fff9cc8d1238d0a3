import type { simulationRoutes } from '#shared/simulator/control-routes.ts'
import type { SnapshotStore } from '../snapshots/snapshot-store.ts'
import { takeSnapshot } from '../snapshots/take-snapshot.ts'
import { Refusal } from './refusal.ts'
import type { Handlers } from './register-routes.ts'
import type { Running } from './simulation-host.ts'

/** Snapshots of one gateway; all of an account's lie in one place. */
export const snapshotHandlers = (snapshots: SnapshotStore) =>
  ({
    'GET /snapshots': () => snapshots.list(),
    'POST /snapshots': async ({ target: { simulation }, body: { name } }) => {
      if (simulation.power?.isCut() === true)
        throw new Refusal(409, 'This gateway is being restarted: there is none to save')
      return snapshots.save(name, await takeSnapshot(simulation))
    },
    'DELETE /snapshots/:snapshot': ({ params: { snapshot = '' } }) => snapshots.remove(snapshot),
  }) satisfies Partial<Handlers<typeof simulationRoutes, Running>>
