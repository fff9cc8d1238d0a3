import { freeDiscriminator } from '../../database/free-discriminator.ts'
import type { Reader, Writer } from '../../database/open-database.ts'
import type { WebhookTable } from '../../database/schema.ts'
import { webhookEmail } from '../../wire/webhook.ts'

/** The webhooks of a channel, in the order they were made. */
export function webhooksOf(reader: Reader, channel: string): Promise<WebhookTable[]> {
  return reader
    .selectFrom('webhook')
    .selectAll()
    .where('channelId', '=', channel)
    .orderBy('createdAt')
    .orderBy('id')
    .execute()
}

export function findWebhook(reader: Reader, webhook: string): Promise<WebhookTable | undefined> {
  return reader.selectFrom('webhook').selectAll().where('id', '=', webhook).executeTakeFirst()
}

/** A webhook with the account it speaks by, under a name that no person has. */
export async function insertWebhook(writer: Writer, row: WebhookTable, accountName: string): Promise<void> {
  const account = {
    id: row.botUserId,
    email: webhookEmail(row.id),
    username: accountName,
    discriminator: (await freeDiscriminator(writer, accountName)) ?? '0000',
    passwordHash: null,
    avatar: null,
    isBot: 1,
    credentialVersion: 1,
    createdAt: row.createdAt,
    updatedAt: row.createdAt,
  }
  await writer.insertInto('user').values(account).execute()
  await writer.insertInto('webhook').values(row).execute()
}

export async function updateWebhook(writer: Writer, { id, ...values }: WebhookTable): Promise<void> {
  await writer.updateTable('webhook').set(values).where('id', '=', id).execute()
}

/** Its account stays: old messages keep their author. */
export async function deleteWebhook(writer: Writer, webhook: string): Promise<void> {
  await writer.deleteFrom('webhook').where('id', '=', webhook).execute()
}
