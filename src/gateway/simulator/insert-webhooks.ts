import { randomBytes } from 'node:crypto'
import { insertWebhook } from '../features/webhooks/repository.ts'
import { resolve, type WorldContext } from './world-context.ts'
import { ScenarioError } from './scenarios.ts'

/** Webhooks with the accounts they speak by. Nobody knows a seed's tokens: they are made anew in every world. */
export async function insertWebhooks(context: WorldContext): Promise<void> {
  const { writer, spec, ids, idOf, madeAt, pictures } = context
  for (const { ref, name, channel } of spec.webhooks ?? []) {
    const server = spec.servers.find(({ channels }) => channels.some((candidate) => candidate.ref === channel))
    if (server === undefined) throw new ScenarioError(`The webhook "${ref}" is in no channel of a server`)
    const row = {
      id: idOf('webhook', ref),
      serverId: resolve(ids.servers, server.ref),
      channelId: resolve(ids.channels, channel),
      botUserId: idOf('webhook account', ref),
      name,
      avatar: pictures.get(`webhook ${ref}`) ?? null,
      token: randomBytes(32).toString('hex'),
      createdAt: madeAt,
      updatedAt: madeAt,
    }
    await insertWebhook(writer, row, `webhook-${idOf('webhook name', ref).slice(0, 16)}`)
  }
}
