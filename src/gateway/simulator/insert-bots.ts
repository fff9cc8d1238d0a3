import { createHash, randomBytes } from 'node:crypto'
import { insertBot } from '../features/bots/repository.ts'
import { putService } from '../database/upserts.ts'
import { resolve, type WorldContext } from './world-context.ts'

/** The bots behind the accounts that are bots, and the services that run them. Nobody has their tokens, so nobody logs in by them. */
export async function insertBots({ writer, spec, ids, idOf, madeAt, pictures }: WorldContext): Promise<void> {
  const { bots = [] } = spec
  const times = { createdAt: madeAt, updatedAt: madeAt }
  for (const serviceType of new Set(bots.map(({ service }) => service))) {
    const texts = { serverName: serviceType, icon: '', description: '', configTemplate: '{}' }
    await putService(writer, { ...texts, serviceType, ...times })
  }
  for (const { ref, owner, service, directMessages } of bots) {
    await insertBot(writer, {
      id: idOf('bot', ref),
      ownerId: resolve(ids.people, owner),
      botUserId: resolve(ids.people, ref),
      name: spec.people.find((person) => person.ref === ref)?.username ?? ref,
      avatar: pictures.get(`person ${ref}`) ?? null,
      serviceType: service,
      dmEnabled: directMessages ? 1 : 0,
      config: '{}',
      tokenHash: createHash('sha256').update(randomBytes(32)).digest('hex'),
      sealedToken: '',
      ...times,
    })
  }
}
