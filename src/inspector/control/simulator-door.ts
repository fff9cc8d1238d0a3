import * as z from 'zod/mini'
import {
  clockState,
  commandAnswer,
  faultList,
  faultState,
  findingList,
  simulatorState,
  snapshotList,
  snapshotState,
  viewAnswer,
  type ClockState,
  type CommandAnswer,
  type FaultState,
  type SimulatorState,
  type SnapshotState,
} from '#shared/simulator/control.ts'
import { explanation, type Explanation } from '#shared/simulator/explanation.ts'
import type { Finding } from '#shared/simulator/finding.ts'
import type { Fault } from '#shared/simulator/fault.ts'
import type { ProfileName } from '#shared/simulator/profile-names.ts'
import type { ControlLine } from './control-line.ts'

type ClockMove = { readonly action: 'pause' | 'resume' } | { readonly action: 'advance'; readonly ms: number }

/** A channel that somebody may speak in. */
export interface SpokenPlace {
  readonly id: string
  readonly name: string
  readonly server?: string
}

/** What can be asked of one gateway: the one of the process, or a tenant of it. */
export interface SimulatorDoor {
  readonly below: string
  readonly state: () => Promise<SimulatorState>
  readonly addFault: (fault: Fault) => Promise<FaultState>
  readonly addProfile: (profile: ProfileName) => Promise<readonly FaultState[]>
  readonly switchFault: (id: string, enabled: boolean) => Promise<FaultState>
  readonly releaseFault: (id: string) => Promise<void>
  readonly removeFault: (id: string) => Promise<void>
  readonly moveClock: (move: ClockMove) => Promise<ClockState>
  readonly speak: (user: string, channel: string, content: string) => Promise<CommandAnswer>
  readonly placesOf: (user: string) => Promise<readonly SpokenPlace[]>
  readonly explain: (user: string, message: string) => Promise<Explanation>
  readonly findings: () => Promise<readonly Finding[]>
  readonly snapshots: () => Promise<readonly SnapshotState[]>
  readonly saveSnapshot: (name: string) => Promise<SnapshotState>
  readonly removeSnapshot: (name: string) => Promise<void>
  readonly breakSocket: (socket: string) => Promise<void>
}

/** Of all that somebody sees, where they could speak. */
const places = z.object({
  servers: z.array(z.object({ name: z.string(), channels: z.array(z.object({ _id: z.string(), name: z.string() })) })),
  directs: z.array(z.object({ _id: z.string(), recipients: z.array(z.object({ username: z.string() })) })),
})

export function createSimulatorDoor(line: ControlLine, below = ''): SimulatorDoor {
  const path = (call: string): string => call.replace(' ', ` ${below}`)
  const query = (values: Readonly<Record<string, string>>): string => new URLSearchParams(values).toString()
  return {
    below,
    state: () => line.ask({ call: path('GET /state'), answer: simulatorState }),
    addFault: (body) => line.ask({ call: path('POST /faults'), body, answer: faultState }),
    addProfile: (profile) => line.ask({ call: path('POST /faults/profile'), body: { profile }, answer: faultList }),
    switchFault: (id, enabled) =>
      line.ask({ call: path(`PATCH /faults/${id}`), body: { enabled }, answer: faultState }),
    releaseFault: (id) => line.send({ call: path(`POST /faults/${id}/release`) }),
    removeFault: (id) => line.send({ call: path(`DELETE /faults/${id}`) }),
    moveClock: (body) => line.ask({ call: path('POST /clock'), body, answer: clockState }),
    speak: (user, channel, content) =>
      line.ask({ call: path('POST /speak'), body: { user, channel, content }, answer: commandAnswer }),
    placesOf: async (user) => {
      const view = await line.ask({ call: path(`GET /view?${query({ user })}`), answer: viewAnswer })
      const { servers, directs } = z.parse(places, view)
      return [
        ...servers.flatMap(({ name: server, channels }) =>
          channels.map(({ _id, name }) => ({ id: _id, name, server })),
        ),
        ...directs.map(({ _id, recipients }) => ({
          id: _id,
          name: recipients
            .map(({ username }) => username)
            .filter((name) => name !== user)
            .join(', '),
        })),
      ]
    },
    explain: (user, message) =>
      line.ask({ call: path(`GET /explain?${query({ user, message })}`), answer: explanation }),
    findings: async () => (await line.ask({ call: path('GET /findings'), answer: findingList })).findings,
    snapshots: () => line.ask({ call: path('GET /snapshots'), answer: snapshotList }),
    saveSnapshot: (name) => line.ask({ call: path('POST /snapshots'), body: { name }, answer: snapshotState }),
    removeSnapshot: (name) => line.send({ call: path(`DELETE /snapshots/${name}`) }),
    breakSocket: (socket) => line.send({ call: path(`DELETE /sockets/${encodeURIComponent(socket)}`) }),
  }
}
