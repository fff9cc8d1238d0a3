import type { ScenarioFile } from '#shared/simulator/scenario-file.ts'
import type { WorldFile } from '#shared/simulator/scenario-world.ts'

type Named = ReadonlySet<string>

/** Everything a scenario has, by reference. */
export interface Known {
  /** Bots are people, too. */
  readonly people: Named
  readonly servers: Named
  /** Channels of servers, and direct messages. */
  readonly channels: Named
  readonly serverChannels: Named
  readonly roles: Named
  readonly stickers: Named
  readonly webhooks: Named
  readonly messages: Named
}

export const serversOf = ({ servers = {} }: WorldFile): [string, NonNullable<WorldFile['servers']>[string]][] =>
  Object.entries(servers)

export const keysOf = (record: object | undefined): readonly string[] => Object.keys(record ?? {})

export function knownIn({ world, timeline = [] }: ScenarioFile): Known {
  const serverChannels = serversOf(world).flatMap(([, { channels }]) => keysOf(channels))
  const directs = (world.directs ?? []).map(([one, other]) => `${one}&${other}`)
  const said = (world.history?.messages ?? []).flatMap(({ ref }) => ref ?? [])
  const toBeSaid = timeline.flatMap(({ send }) => send?.ref ?? [])
  return {
    people: new Set([...keysOf(world.people), ...keysOf(world.bots)]),
    servers: new Set(keysOf(world.servers)),
    channels: new Set([...serverChannels, ...directs]),
    serverChannels: new Set(serverChannels),
    roles: new Set(serversOf(world).flatMap(([, { roles }]) => keysOf(roles))),
    stickers: new Set(keysOf(world.stickers)),
    webhooks: new Set(keysOf(world.webhooks)),
    messages: new Set([...said, ...toBeSaid]),
  }
}
