import type { ScenarioFile } from '#shared/simulator/scenario-file.ts'
import { idsFrom } from '../build-world.ts'
import { ScenarioError } from '../scenarios.ts'
import { keysOf, serversOf } from '../scenario/known.ts'
import type { WorldIds } from '../world-spec.ts'

type Ids = ReadonlyMap<string, string>

/** A message that can be named: its id, and its channel's. */
export interface NamedMessage {
  readonly id: string
  readonly channelId: string
}

/** Ids by reference, of all that a scenario speaks of. What is made, opened and said comes to it. */
export interface Directory {
  readonly people: Ids
  /** People, bots and webhooks. */
  readonly authors: Ids
  readonly channels: Map<string, string>
  readonly servers: Map<string, string>
  readonly roles: Map<string, string>
  /** Those of the world as `home.rooms`. */
  readonly categories: Map<string, string>
  readonly stickers: Ids
  readonly webhooks: Ids
  /** By the reference of a role: its server's. */
  readonly serverOfRole: Map<string, string>
  /** By the reference of a server: its owner's. */
  readonly owners: Map<string, string>
  readonly messages: Map<string, NamedMessage>
}

export function lookUp<Value>(known: ReadonlyMap<string, Value>, ref: string): Value {
  const value = known.get(ref)
  if (value === undefined) throw new ScenarioError(`There is no "${ref}" yet`)
  return value
}

export function createDirectory({ world }: ScenarioFile, ids: WorldIds, seed: number): Directory {
  const idOf = idsFrom(seed)
  const webhooks = keysOf(world.webhooks).map((ref) => [ref, idOf('webhook account', ref)] as const)
  const said = (world.history?.messages ?? []).flatMap(({ ref, channel }) => {
    const id = ref === undefined ? undefined : ids.messages?.get(ref)
    return ref === undefined || id === undefined
      ? []
      : [[ref, { id, channelId: lookUp(ids.channels, channel) }] as const]
  })
  const roles = serversOf(world).flatMap(([server, details]) =>
    keysOf(details.roles).map((role) => [role, server] as const),
  )
  const categories = serversOf(world).flatMap(([server, details]) =>
    keysOf(details.categories).map((ref) => [`${server}.${ref}`, idOf('category', `${server} ${ref}`)] as const),
  )
  return {
    people: ids.people,
    channels: new Map(ids.channels),
    servers: new Map(ids.servers),
    roles: new Map(ids.roles),
    categories: new Map(categories),
    stickers: new Map(keysOf(world.stickers).map((ref) => [ref, idOf('sticker', ref)])),
    webhooks: new Map(keysOf(world.webhooks).map((ref) => [ref, idOf('webhook', ref)])),
    authors: new Map([...ids.people, ...webhooks]),
    serverOfRole: new Map(roles),
    owners: new Map(serversOf(world).map(([server, { owner }]) => [server, owner])),
    messages: new Map(said),
  }
}
