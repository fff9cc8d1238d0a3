import { randomBytes } from 'node:crypto'
import { demand, openChannel, type ChannelPlace } from '../../access/channel-access.ts'
import type { Clock } from '../../clock.ts'
import type { Database, Reader } from '../../database/open-database.ts'
import type { WebhookTable } from '../../database/schema.ts'
import { isoTime, newId } from '../../new-id.ts'
import type { FileAddress } from '../../wire/file-address.ts'
import { toWebhook } from '../../wire/webhook.ts'
import type { ServerId, UserId, WebhookId } from '#shared/models/ids.ts'
import { ProtocolError } from '#shared/protocol/errors.ts'
import * as repository from './repository.ts'

/** Where webhooks are managed: a channel under its own server (MB-16, R12). */
export interface WebhookPlace extends ChannelPlace {
  readonly server: ServerId
}

/** What somebody wants a webhook to be; what is undefined stays as it is, or empty. */
export interface WebhookChange {
  readonly name?: string | undefined
  /** A file key, an address elsewhere, or null for no picture. */
  readonly avatar?: string | null | undefined
}

interface TokenAnswer {
  readonly webhookId: string
  readonly token: string
}

/** What is read of a request, its ids and bodies, is read behind the gates. All of it needs MANAGE_WEBHOOKS in the channel. */
export interface WebhooksService {
  readonly list: (place: WebhookPlace, user: UserId) => Promise<object[]>
  readonly create: (
    place: WebhookPlace,
    user: UserId,
    readBody: () => WebhookChange & { readonly name: string },
  ) => Promise<object>
  readonly of: (place: WebhookPlace, user: UserId, readId: () => WebhookId) => ManagedWebhook
}

/** One webhook, in the hands of somebody who may manage it or not. */
interface ManagedWebhook {
  readonly token: () => Promise<TokenAnswer>
  /** The old token is dead at once. */
  readonly resetToken: () => Promise<TokenAnswer>
  readonly update: (readBody: () => WebhookChange) => Promise<object>
  readonly remove: () => Promise<void>
}

interface WebhooksOptions {
  readonly clock: Clock
  readonly database: Database
  readonly fileAddress: FileAddress
}

const newToken = (): string => randomBytes(32).toString('hex')
const newAccountName = (): string => `webhook-${randomBytes(8).toString('hex')}`

/** @throws what openChannel throws; ProtocolError missingPermission */
async function requireManaging(reader: Reader, place: WebhookPlace, user: UserId): Promise<void> {
  demand(await openChannel(reader, place, user), 'MANAGE_WEBHOOKS')
}

/** Webhooks, in the hands of those who manage them (MB-8.1). Nobody hears of what becomes of one. */
export function createWebhooksService({ clock, database, fileAddress }: WebhooksOptions): WebhooksService {
  const answer = ({ id, token }: WebhookTable): TokenAnswer => ({ webhookId: id, token })

  return {
    list: (place, user) =>
      database.settle(async (reader) => {
        await requireManaging(reader, place, user)
        return (await repository.webhooksOf(reader, place.channel)).map((row) => toWebhook(row, fileAddress))
      }),
    create: (place, user, readBody) =>
      database.write(async (writer) => {
        await requireManaging(writer, place, user)
        const { name, avatar = null } = readBody()
        const now = clock.now()
        const row: WebhookTable = {
          id: newId(now),
          serverId: place.server,
          channelId: place.channel,
          botUserId: newId(now),
          name,
          avatar,
          token: newToken(),
          createdAt: isoTime(now),
          updatedAt: isoTime(now),
        }
        await repository.insertWebhook(writer, row, newAccountName())
        return { result: { ...toWebhook(row, fileAddress), token: row.token } }
      }),
    of: (place, user, readId) => {
      /** Found below its own channel only (MB-16, R4). */
      async function find(reader: Reader): Promise<WebhookTable> {
        await requireManaging(reader, place, user)
        const row = await repository.findWebhook(reader, readId())
        if (row?.channelId !== place.channel) throw new ProtocolError('webhookNotFound')
        return row
      }

      async function change(to: (row: WebhookTable) => Partial<WebhookTable>): Promise<WebhookTable> {
        return database.write(async (writer) => {
          const row = await find(writer)
          const next = { ...row, ...to(row), updatedAt: isoTime(clock.now()) }
          await repository.updateWebhook(writer, next)
          return { result: next }
        })
      }

      return {
        token: async () => answer(await database.settle(find)),
        resetToken: async () => answer(await change(() => ({ token: newToken() }))),
        update: async (readBody) => {
          const row = await change((before) => {
            const { name = before.name, avatar = before.avatar } = readBody()
            return { name, avatar }
          })
          return toWebhook(row, fileAddress)
        },
        remove: () =>
          database.write(async (writer) => {
            await repository.deleteWebhook(writer, (await find(writer)).id)
            return { result: undefined }
          }),
      }
    },
  }
}
