import { createHash } from 'node:crypto'
import { createAllocator } from '../features/messages/allocator.ts'
import { parseObject } from '../database/json-column.ts'
import type { GatewayParts } from '../gateway-parts.ts'
import { insertBots } from './insert-bots.ts'
import { insertFiles, storeFiles } from './insert-files.ts'
import { insertMessages } from './insert-messages.ts'
import { insertPeople } from './insert-people.ts'
import { insertServers } from './insert-servers.ts'
import { insertStickers } from './insert-stickers.ts'
import { insertWebhooks } from './insert-webhooks.ts'
import { resolve, type IdOf, type Pictures, type WorldContext } from './world-context.ts'
import type { WorldIds, WorldSpec } from './world-spec.ts'

/** Where the accounts feature looks for whom the gateway belongs to. */
const OWNER_KEY = 'ownerUserId'
/** The seed of the world that a gateway holds. */
export const WORLD_SEED_KEY = 'worldSeed'
/** The ids of those of its messages that have a reference, as an object. */
const WORLD_MESSAGES_KEY = 'worldMessages'

/** What makes the ids of a world: one seed and reference, one id. */
export const idsFrom =
  (seed: number): IdOf =>
  (kind, ref) =>
    createHash('sha256').update(`${seed} ${kind} ${ref}`).digest('hex').slice(0, 24)

type Places = Pick<WorldSpec, 'people' | 'servers' | 'directs'>

/** The ids of a world are those of its seed, whether it is built now or was long ago. */
export function idsOfWorld(spec: Places, idOf: IdOf): WorldIds {
  const ids = (kind: string, refs: readonly string[]): ReadonlyMap<string, string> =>
    new Map(refs.map((ref) => [ref, idOf(kind, ref)]))
  const channels = spec.servers.flatMap((server) => server.channels.map((channel) => channel.ref))
  const directs = (spec.directs ?? []).map(([one, other]) => `${one}&${other}`)
  return {
    people: ids(
      'person',
      spec.people.map((person) => person.ref),
    ),
    servers: ids(
      'server',
      spec.servers.map((server) => server.ref),
    ),
    channels: ids('channel', [...channels, ...directs]),
    roles: ids(
      'role',
      spec.servers.flatMap((server) => (server.roles ?? []).map((role) => role.ref)),
    ),
  }
}

/**
 * Writes a world into an empty gateway, all of it or nothing. One seed makes one world.
 * @throws ScenarioError where the spec speaks of something that is not in it
 */
export async function buildWorld(parts: GatewayParts, spec: WorldSpec, seed: number): Promise<WorldIds> {
  const idOf = idsFrom(seed)
  const ids = idsOfWorld(spec, idOf)
  const times = (spec.messages ?? []).map((message) => message.at)
  const madeAt = new Date(times.reduce((earliest, at) => Math.min(earliest, at), parts.clock.now())).toISOString()
  const pictures = await storePictures(parts, spec)
  const files = await storeFiles(parts, spec)
  const messages = await parts.database.write(async (writer) => {
    const context: WorldContext = { writer, spec, ids, idOf, madeAt, pictures, files }
    await insertPeople(context)
    await insertServers(context)
    await insertBots(context)
    await insertWebhooks(context)
    await insertStickers(context)
    await insertFiles(context)
    const result = await insertMessages(context, (clock) => createAllocator(writer, clock))
    await keepMarks(context, seed, result)
    return { result }
  })
  return { ...ids, messages }
}

/** The ids of a world that was built in an earlier run. */
export async function recallWorld(parts: GatewayParts, spec: Places, seed: number): Promise<WorldIds> {
  const row = await parts.database.reader
    .selectFrom('meta')
    .select('value')
    .where('key', '=', WORLD_MESSAGES_KEY)
    .executeTakeFirst()
  const messages = Object.entries(parseObject(row?.value ?? '{}')).map(([ref, id]) => [ref, String(id)] as const)
  return { ...idsOfWorld(spec, idsFrom(seed)), messages: new Map(messages) }
}

/** Part of the world's own transaction: a gateway that is killed here starts again with all of it or nothing. */
async function keepMarks(
  { writer, spec, ids }: WorldContext,
  seed: number,
  messages: ReadonlyMap<string, string>,
): Promise<void> {
  const owner = spec.owner === undefined ? [] : [{ key: OWNER_KEY, value: resolve(ids.people, spec.owner) }]
  await writer
    .insertInto('meta')
    .values([
      { key: WORLD_SEED_KEY, value: String(seed) },
      { key: WORLD_MESSAGES_KEY, value: JSON.stringify(Object.fromEntries(messages)) },
      ...owner,
    ])
    .execute()
}

/** All pictures of a world, each by what it belongs to. */
function picturesOf({ people, servers, webhooks = [], stickers = [] }: WorldSpec): readonly Owned[] {
  return [
    ...people.map(({ ref, avatar }) => [`person ${ref}`, avatar] as const),
    ...servers.map(({ ref, icon }) => [`server ${ref}`, icon] as const),
    ...webhooks.map(({ ref, avatar }) => [`webhook ${ref}`, avatar] as const),
    ...stickers.map(({ ref, picture }) => [`sticker ${ref}`, picture] as const),
  ]
}

type Owned = readonly [owner: string, picture: Uint8Array | undefined]

async function storePictures({ files }: GatewayParts, spec: WorldSpec): Promise<Pictures> {
  const keys = new Map<string, string>()
  for (const [owner, picture] of picturesOf(spec)) {
    if (picture !== undefined) keys.set(owner, await files.put(picture, '.png'))
  }
  return keys
}
