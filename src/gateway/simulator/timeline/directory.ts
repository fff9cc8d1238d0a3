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

/** Ids by reference, of all that a scenario speaks of. */
export interface Directory {
  readonly people: Ids
  /** People, bots and webhooks. */
  readonly authors: Ids
  readonly channels: Ids
  readonly servers: Ids
  readonly roles: Ids
  /** By the reference of a role: its server's. */
  readonly serverOfRole: Ids
  /** By the reference of a server: its owner's. */
  readonly owners: Ids
  /** Grows with what is said. */
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
  return {
    ...ids,
    authors: new Map([...ids.people, ...webhooks]),
    serverOfRole: new Map(roles),
    owners: new Map(serversOf(world).map(([server, { owner }]) => [server, owner])),
    messages: new Map(said),
  }
}
