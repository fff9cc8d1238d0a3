import type { GatewayParts } from '#gateway/gateway-parts.ts'
import type { Publish } from '#gateway/realtime/publish.ts'
import type { RoomPlan, Rooms } from '#gateway/realtime/rooms.ts'
import { FAREWELL } from './world.ts'

/** A mistake made on purpose: the judge has to notice each. */
export type Mutant = (parts: GatewayParts) => void

const NO_PLAN: RoomPlan = { apply: () => undefined }

const changeRooms = (parts: GatewayParts, change: (rooms: Rooms) => Partial<Rooms>): void => {
  Object.assign(parts.realtime.rooms, change({ ...parts.realtime.rooms }))
}

type Send = () => void

/** Hands over each message that is new, as something that can be sent, or not, or later. */
function changeSending(parts: GatewayParts, handle: (send: Send, count: number) => void): void {
  const { publish } = parts.realtime
  const { broadcast } = publish
  let count = 0
  const changed: Publish['broadcast'] = (event, audience, ...payload) => {
    const send = (): void => {
      broadcast(event, audience, ...payload)
    }
    const { content = '' } = (payload[0] ?? {}) as { content?: string }
    if (event !== 'MESSAGE_CREATE' || content.startsWith(FAREWELL)) {
      send()
      return
    }
    count += 1
    handle(send, count)
  }
  Object.assign(publish, { broadcast: changed })
}

const late = (plan: RoomPlan): RoomPlan => ({
  apply: () => {
    setImmediate(plan.apply)
  },
})

export const mutants: Readonly<Record<string, Mutant>> = {
  'leaves everybody of a server in the rooms they were in': (parts) => {
    changeRooms(parts, () => ({ planServer: () => Promise.resolve(NO_PLAN) }))
  },
  'leaves people who come and go in the rooms they were in': (parts) => {
    changeRooms(parts, () => ({ plan: () => Promise.resolve(NO_PLAN) }))
  },
  'moves people only after it has published': (parts) => {
    changeRooms(parts, ({ plan, planServer }) => ({
      plan: async (reader, users) => late(await plan(reader, users)),
      planServer: async (reader, server) => late(await planServer(reader, server)),
    }))
  },
  'sends messages to the whole server': ({ realtime: { publish } }) => {
    const { broadcast } = publish
    const changed: Publish['broadcast'] = (event, audience, ...payload) => {
      const { serverId } = (payload[0] ?? {}) as { serverId?: string }
      broadcast(event, event === 'MESSAGE_CREATE' && serverId !== undefined ? serverId : audience, ...payload)
    }
    Object.assign(publish, { broadcast: changed })
  },
  'drops an event': (parts) => {
    changeSending(parts, (send, count) => {
      if (count % 20 !== 10) send()
    })
  },
  'sends an event twice': (parts) => {
    changeSending(parts, (send, count) => {
      send()
      if (count % 20 === 10) send()
    })
  },
  'swaps two events': (parts) => {
    let held: Send | undefined
    changeSending(parts, (send, count) => {
      if (count % 20 === 10) {
        held = send
        return
      }
      send()
      held?.()
      held = undefined
    })
  },
}
