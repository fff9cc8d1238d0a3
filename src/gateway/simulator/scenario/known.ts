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
  /** Those of a world as `home.rooms`: they are called so within their server alone. */
  readonly categories: Named
  readonly stickers: Named
  readonly webhooks: Named
  readonly messages: Named
}

export const serversOf = ({ servers = {} }: WorldFile): [string, NonNullable<WorldFile['servers']>[string]][] =>
  Object.entries(servers)

export const keysOf = (record: object | undefined): readonly string[] => Object.keys(record ?? {})

/** What a timeline makes of one kind, by reference. */
const madeIn = ({ timeline = [] }: ScenarioFile, kind: string): readonly string[] =>
  timeline.flatMap(({ request }) => {
    const [makes, ref] = request?.makes?.split(':') ?? []
    return makes === kind && ref !== undefined ? [ref] : []
  })

const openedIn = ({ timeline = [] }: ScenarioFile): readonly string[] =>
  timeline.flatMap(({ open }) => (open === undefined ? [] : [`${open.by}&${open.with}`]))

export function knownIn(file: ScenarioFile): Known {
  const { world, timeline = [] } = file
  const serverChannels = serversOf(world).flatMap(([, { channels }]) => keysOf(channels))
  const directs = (world.directs ?? []).map(([one, other]) => `${one}&${other}`)
  const said = (world.history?.messages ?? []).flatMap(({ ref }) => ref ?? [])
  const toBeSaid = timeline.flatMap(({ send }) => send?.ref ?? [])
  return {
    people: new Set([...keysOf(world.people), ...keysOf(world.bots)]),
    servers: new Set([...keysOf(world.servers), ...madeIn(file, 'server')]),
    channels: new Set([...serverChannels, ...directs, ...madeIn(file, 'channel'), ...openedIn(file)]),
    serverChannels: new Set(serverChannels),
    roles: new Set([...serversOf(world).flatMap(([, { roles }]) => keysOf(roles)), ...madeIn(file, 'role')]),
    categories: new Set([
      ...serversOf(world).flatMap(([server, { categories }]) => keysOf(categories).map((ref) => `${server}.${ref}`)),
      ...madeIn(file, 'category'),
    ]),
    stickers: new Set(keysOf(world.stickers)),
    webhooks: new Set(keysOf(world.webhooks)),
    messages: new Set([...said, ...toBeSaid]),
  }
}
