import type { ChannelPlace } from '../../access/channel-access.ts'
import type { Clock } from '../../clock.ts'
import { insertFile } from '../../database/file-rows.ts'
import type { Commit, Database, Reader, Writer } from '../../database/open-database.ts'
import type { WebhookTable } from '../../database/schema.ts'
import { isoTime } from '../../new-id.ts'
import type { FormFile } from '../../plugins/forms.ts'
import { sameSecret } from '../../same-secret.ts'
import { channelId, userId, type UserId, type WebhookId } from '#shared/models/ids.ts'
import type { Message } from '#shared/models/message.ts'
import { ProtocolError } from '#shared/protocol/errors.ts'
import type { CreateMessageBody } from '#shared/protocol/http/messages.ts'
import type { PresignBody } from '#shared/protocol/http/uploads.ts'
import type { ExecuteWebhookBody } from '#shared/protocol/http/webhooks.ts'
import { cardPayload } from './card-payload.ts'
import * as repository from './repository.ts'

/** All that whoever calls a webhook has to show: no account stands behind the call. */
export interface WebhookKey {
  readonly webhook: WebhookId
  readonly token: string
}

export interface WebhookExecution {
  /** `readBody` runs behind the gate. */
  readonly execute: (key: WebhookKey, call: WebhookCall) => Promise<Message>
  /** The gate, before anything of a file is read. */
  readonly admit: (key: WebhookKey) => Promise<void>
  readonly announce: (key: WebhookKey, readBody: () => PresignBody) => Promise<object>
  /** @throws ProtocolError noFile */
  readonly keep: (key: WebhookKey, file: FormFile | undefined) => Promise<FormFile>
}

export interface WebhookCall {
  readonly readBody: () => ExecuteWebhookBody
  /** The same one again is the same message (MB-16, R11). */
  readonly idempotencyKey: string | undefined
}

/** Writes a message within a transaction, as a webhook; the rules of messages hold. */
type WriteAsWebhook = (
  writer: Writer,
  request: {
    readonly place: ChannelPlace
    readonly by: {
      readonly kind: 'webhook'
      readonly user: UserId
      readonly webhook: string
      readonly nonce?: string | undefined
    }
    readonly readBody: () => CreateMessageBody
  },
) => Promise<Commit<Message>>

/** Announces a file that is then sent to the address in the answer, past the gateway's forms. */
type AnnounceFile = (
  writer: Writer,
  sender: { readonly uploaderId: string; readonly channelId: string },
  body: PresignBody,
) => Promise<object>

export interface ExecutionOptions {
  readonly clock: Clock
  readonly database: Database
  readonly writeMessage: WriteAsWebhook
  readonly announceFile: AnnounceFile
}

/**
 * An unknown webhook and a wrong token look the same, and take as long.
 * @throws ProtocolError invalidWebhookToken
 */
async function requireToken(reader: Reader, { webhook, token }: WebhookKey): Promise<WebhookTable> {
  const row = await repository.findWebhook(reader, webhook)
  if (!sameSecret(token, row?.token ?? '') || row === undefined) throw new ProtocolError('invalidWebhookToken')
  return row
}

function messageOf(body: ExecuteWebhookBody, sender: WebhookTable): CreateMessageBody {
  return {
    type: body.type,
    ...(body.content === '' ? {} : { content: body.content }),
    payload: cardPayload(body, sender),
  }
}

/** Webhooks, in the hands of whoever has their token (MB-8.2). */
export function createWebhookExecution({
  clock,
  database,
  writeMessage,
  announceFile,
}: ExecutionOptions): WebhookExecution {
  return {
    execute: (key, { readBody, idempotencyKey }) =>
      database.write(async (writer) => {
        const row = await requireToken(writer, key)
        return writeMessage(writer, {
          place: { channel: channelId.parse(row.channelId) },
          by: { kind: 'webhook', user: userId.parse(row.botUserId), webhook: row.id, nonce: idempotencyKey },
          readBody: () => messageOf(readBody(), row),
        })
      }),
    admit: async (key) => {
      await requireToken(database.reader, key)
    },
    announce: (key, readBody) =>
      database.write(async (writer) => {
        const { botUserId, channelId: channel } = await requireToken(writer, key)
        return { result: await announceFile(writer, { uploaderId: botUserId, channelId: channel }, readBody()) }
      }),
    keep: (key, file) =>
      database.write(async (writer) => {
        const { botUserId, channelId: channel } = await requireToken(writer, key)
        if (file === undefined) throw new ProtocolError('noFile')
        const result = { filename: file.filename, contentType: file.contentType, key: file.key, size: file.size }
        const createdAt = isoTime(clock.now())
        await insertFile(writer, { ...result, uploaderId: botUserId, channelId: channel, createdAt })
        return { result }
      }),
  }
}
