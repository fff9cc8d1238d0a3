import type { FaultState } from '#shared/simulator/control.ts'
import type { simulationRoutes } from '#shared/simulator/control-routes.ts'
import { profiles } from '../faults/profiles.ts'
import type { Simulation } from '../simulation.ts'
import { Refusal } from './refusal.ts'
import type { Handlers } from './register-routes.ts'
import type { Running } from './simulation-host.ts'

function demandFault(found: boolean): void {
  if (!found) throw new Refusal(404, 'There is no such fault')
}

function faultOf({ faults }: Simulation, id: string): FaultState {
  const state = faults.list().find((each) => each.id === id)
  if (state === undefined) throw new Refusal(404, 'There is no such fault')
  return state
}

/** Faults of one gateway. */
export const faultHandlers = {
  'GET /faults': ({ target: { simulation } }) => simulation.faults.list(),
  'POST /faults': ({ target: { simulation }, body }) => faultOf(simulation, simulation.faults.add(body)),
  'DELETE /faults': ({ target: { simulation } }) => {
    simulation.faults.clear()
  },
  'POST /faults/profile': ({ target: { simulation }, body: { profile } }) =>
    profiles[profile].map((fault) => faultOf(simulation, simulation.faults.add(fault))),
  'PATCH /faults/:fault': ({ target: { simulation }, params: { fault = '' }, body: { enabled } }) => {
    demandFault(simulation.faults.setEnabled(fault, enabled))
    return faultOf(simulation, fault)
  },
  'POST /faults/:fault/release': ({ target: { simulation }, params: { fault = '' } }) => {
    simulation.faults.release(faultOf(simulation, fault).id)
  },
  'DELETE /faults/:fault': ({ target: { simulation }, params: { fault = '' } }) => {
    demandFault(simulation.faults.remove(fault))
  },
} satisfies Partial<Handlers<typeof simulationRoutes, Running>>
