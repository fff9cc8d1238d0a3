import { INSPECTOR_BASE } from '#shared/simulator/control-paths.ts'
import type { processRoutes } from '#shared/simulator/control-routes.ts'
import type { SnapshotStore } from '../snapshots/snapshot-store.ts'
import type { Keys } from './keys.ts'
import { readState } from './read-state.ts'
import { Refusal } from './refusal.ts'
import type { Handlers } from './register-routes.ts'
import type { SimulationHost } from './simulation-host.ts'
import type { Tenants } from './tenants.ts'

export interface Process {
  readonly host: SimulationHost
  readonly tenants: Tenants
  readonly snapshots: SnapshotStore
  readonly keys: Keys
  readonly version: string
  /** Of the control API itself. */
  readonly url: string
}

/** What each route of the process as a whole does. */
export const processHandlers: Handlers<typeof processRoutes, Process> = {
  'GET /openapi.json': async () => (await import('./describe-control.ts')).describeControl(),
  'GET /scenarios': async () => (await import('../list-scenarios.ts')).listScenarios(),
  'POST /reset': async ({ target: { host, version } }) => readState(await host.restart({}), version),
  'POST /scenario': async ({ target: { host, version }, body }) => readState(await host.restart(body), version),
  'POST /snapshots/:snapshot/restore': async ({ target: { host, snapshots, version }, params: { snapshot = '' } }) =>
    readState(await host.restore(() => snapshots.read(snapshot)), version),
  'GET /tenants': ({ target: { tenants } }) => tenants.list(),
  'POST /tenants': ({ target: { tenants }, body }) => tenants.create(body),
  'POST /tenants/:tenant/lease': ({ target: { tenants }, params: { tenant = '' } }) => {
    tenants.renew(tenant)
  },
  'DELETE /tenants/:tenant': ({ target: { tenants }, params: { tenant = '' } }) => tenants.end(tenant),
  'POST /codes': ({ target: { keys, url } }) => {
    const code = keys.newCode()
    return { code, url: `${url}${INSPECTOR_BASE}#code=${code}` }
  },
  'POST /session': ({ target: { keys }, body: { code } }) => {
    const token = keys.exchange(code)
    if (token === undefined) throw new Refusal(401, 'This code is not one, has been used, or is too old')
    return { token }
  },
}
