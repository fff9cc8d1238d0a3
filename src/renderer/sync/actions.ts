import { castDraft } from 'immer'
import * as z from 'zod/mini'
import { directChannel, serverChannel, type DirectChannel, type ServerChannel } from '#shared/models/channel.ts'
import type { ServerId, UserId } from '#shared/models/ids.ts'
import { server as serverSchema, type Server } from '#shared/models/server.ts'
import type { AccountStore } from '../store/store.ts'
import { applyDirectCreate } from './apply/places.ts'
import { createFileActions, type FileActions } from './file-actions.ts'
import type { GatewayApi, Outcome } from './gateway-api.ts'
import type { PlaceReader } from './read/place-reader.ts'

/** What a user does that is not sending: each asks the gateway and answers how it went. */
export interface Actions extends FileActions {
  readonly openDirect: (person: UserId) => Promise<Outcome<DirectChannel>>
  readonly createServer: (name: string) => Promise<Outcome<Server>>
  readonly createChannel: (serverId: ServerId, name: string) => Promise<Outcome<ServerChannel>>
  readonly createInvite: (serverId: ServerId) => Promise<Outcome<{ readonly code: string }>>
  /** Joins by an invite's code. */
  readonly acceptInvite: (code: string) => Promise<Outcome<{ readonly serverId: string }>>
}

interface ActionsOptions {
  readonly api: GatewayApi
  readonly store: AccountStore
  readonly places: Pick<PlaceReader, 'readServer' | 'readServers' | 'readDirects' | 'readUnread'>
}

const inviteAnswer = z.object({ code: z.string() })
const joinedAnswer = z.object({ serverId: z.string() })

export function createActions({ api, store, places }: ActionsOptions): Actions {
  return {
    openDirect: async (person) => {
      const call = { method: 'POST', path: '/users/@me/channels', body: { recipientId: person } } as const
      const outcome = await api.send(directChannel, call)
      if (outcome.status === 'done') {
        store.update((draft) => {
          applyDirectCreate(draft, outcome.body)
        })
        await places.readDirects()
      }
      return outcome
    },
    createServer: async (name) => {
      const outcome = await api.send(serverSchema, { method: 'POST', path: '/servers', body: { name } })
      if (outcome.status !== 'done') return outcome
      // One alone is no list.
      if (store.get().servers === null) void places.readServers()
      store.update((draft) => {
        if (draft.servers?.every((server) => server._id !== outcome.body._id) === true)
          draft.servers.push(castDraft(outcome.body))
      })
      return outcome
    },
    createChannel: async (serverId, name) => {
      const body = { name, type: 'GUILD_TEXT' }
      const outcome = await api.send(serverChannel, { method: 'POST', path: `/servers/${serverId}/channels`, body })
      if (outcome.status === 'done') await places.readServer(serverId)
      return outcome
    },
    ...createFileActions(api, store),
    createInvite: (serverId) =>
      api.send(inviteAnswer, { method: 'POST', path: `/servers/${serverId}/invites`, body: {} }),
    acceptInvite: async (code) => {
      const path = `/invites/${encodeURIComponent(code)}`
      const outcome = await api.send(joinedAnswer, { method: 'POST', path, body: {} })
      if (outcome.status === 'done') await Promise.all([places.readServers(), places.readUnread()])
      return outcome
    },
  }
}
