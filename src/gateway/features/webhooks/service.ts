import { randomBytes } from 'node:crypto'
import { demand, openChannel, type ChannelPlace } from '../../access/channel-access.ts'
import type { Clock } from '../../clock.ts'
import { dropUnreferred, insertFile } from '../../database/file-rows.ts'
import type { Database, Reader, Writer } from '../../database/open-database.ts'
import type { WebhookTable } from '../../database/schema.ts'
import { discard } from '../../files/discard.ts'
import { isFileKey } from '../../files/file-key.ts'
import type { FileStore } from '../../files/file-store.ts'
import { isoTime, newId } from '../../new-id.ts'
import type { FormFile } from '../../plugins/forms.ts'
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
  /** An address elsewhere, or null for no picture. */
  readonly avatarUrl?: string | null | undefined
  /** A picture that was sent along; it wins. */
  readonly file?: FormFile | undefined
}

interface TokenAnswer {
  readonly webhookId: string
  readonly token: string
}

/** What is read of a request, its ids and bodies, is read behind the gates. All of it needs MANAGE_WEBHOOKS in the channel. */
export interface WebhooksService {
  readonly list: (place: WebhookPlace, user: UserId) => Promise<object[]>
  /** The gates of making one, before anything of its picture is read. */
  readonly admit: (place: WebhookPlace, user: UserId) => Promise<void>
  readonly create: (
    place: WebhookPlace,
    user: UserId,
    readBody: () => WebhookChange & { readonly name: string },
  ) => Promise<object>
  readonly of: (place: WebhookPlace, user: UserId, readId: () => WebhookId) => ManagedWebhook
}

/** One webhook, in the hands of somebody who may manage it or not. */
interface ManagedWebhook {
  /** The gates of changing it, before anything of its new picture is read. */
  readonly admit: () => Promise<void>
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
  readonly files: FileStore
}

/** What a webhook shows before a change. */
type Pictured = Pick<WebhookTable, 'avatar'>

const newToken = (): string => randomBytes(32).toString('hex')
const newAccountName = (): string => `webhook-${randomBytes(8).toString('hex')}`

/** @throws what openChannel throws; ProtocolError missingPermission */
async function requireManaging(reader: Reader, place: WebhookPlace, user: UserId): Promise<void> {
  demand(await openChannel(reader, place, user), 'MANAGE_WEBHOOKS')
}

/** Webhooks, in the hands of those who manage them (MB-8.1). Nobody hears of what becomes of one. */
export function createWebhooksService(options: WebhooksOptions): WebhooksService {
  const { clock, database, fileAddress, files } = options
  const answer = ({ id, token }: WebhookTable): TokenAnswer => ({ webhookId: id, token })

  /** The picture after a change; one that was sent along gets its row. */
  async function avatarAfter(
    writer: Writer,
    uploader: UserId,
    change: WebhookChange & Pictured,
  ): Promise<string | null> {
    const { file, avatarUrl, avatar } = change
    if (file === undefined) return avatarUrl ? fileAddress.toStored(avatarUrl) : avatarUrl === null ? null : avatar
    const { filename, contentType, key, size } = file
    const row = { key, uploaderId: uploader, channelId: null, filename, contentType, size }
    await insertFile(writer, { ...row, createdAt: isoTime(clock.now()) })
    return key
  }

  /** An old picture goes, unless a message shows it. Answers with what is to be done once that is on disk. */
  async function withoutPicture(writer: Writer, { avatar }: Pictured): Promise<() => void> {
    const dropped = avatar !== null && isFileKey(avatar) ? await dropUnreferred(writer, [avatar]) : []
    return () => {
      discard(files, dropped)
    }
  }

  function managed(place: WebhookPlace, user: UserId, readId: () => WebhookId): ManagedWebhook {
    /** Found below its own channel only (MB-16, R4). */
    async function find(reader: Reader): Promise<WebhookTable> {
      await requireManaging(reader, place, user)
      const row = await repository.findWebhook(reader, readId())
      if (row?.channelId !== place.channel) throw new ProtocolError('webhookNotFound')
      return row
    }

    return {
      admit: async () => {
        await find(database.reader)
      },
      token: async () => answer(await database.settle(find)),
      resetToken: () =>
        database.write(async (writer) => {
          const row = { ...(await find(writer)), token: newToken(), updatedAt: isoTime(clock.now()) }
          await repository.updateWebhook(writer, row)
          return { result: answer(row) }
        }),
      update: (readBody) =>
        database.write(async (writer) => {
          const row = await find(writer)
          const body = readBody()
          const { name = row.name } = body
          const avatar = await avatarAfter(writer, user, { ...body, avatar: row.avatar })
          if (name === row.name && avatar === row.avatar) return { result: toWebhook(row, fileAddress) }
          const next = { ...row, name, avatar, updatedAt: isoTime(clock.now()) }
          await repository.updateWebhook(writer, next)
          return { result: toWebhook(next, fileAddress), announce: await withoutPicture(writer, row) }
        }),
      remove: () =>
        database.write(async (writer) => {
          const row = await find(writer)
          await repository.deleteWebhook(writer, row.id)
          return { result: undefined, announce: await withoutPicture(writer, row) }
        }),
    }
  }

  return {
    list: (place, user) =>
      database.settle(async (reader) => {
        await requireManaging(reader, place, user)
        return (await repository.webhooksOf(reader, place.channel)).map((row) => toWebhook(row, fileAddress))
      }),
    admit: (place, user) => requireManaging(database.reader, place, user),
    create: (place, user, readBody) =>
      database.write(async (writer) => {
        await requireManaging(writer, place, user)
        const body = readBody()
        const now = clock.now()
        const row: WebhookTable = {
          id: newId(now),
          serverId: place.server,
          channelId: place.channel,
          botUserId: newId(now),
          name: body.name,
          avatar: await avatarAfter(writer, user, { ...body, avatar: null }),
          token: newToken(),
          createdAt: isoTime(now),
          updatedAt: isoTime(now),
        }
        await repository.insertWebhook(writer, row, newAccountName())
        return { result: { ...toWebhook(row, fileAddress), token: row.token } }
      }),
    of: managed,
  }
}
