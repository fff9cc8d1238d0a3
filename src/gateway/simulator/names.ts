import type { GatewayParts } from '../gateway-parts.ts'
import type { WorldIds } from './world-spec.ts'

/** What people, places and roles of a world are called: by reference where a scenario made them, else by user name. */
export interface Names {
  /** The id itself where nobody knows a name for it. */
  readonly of: (id: string) => string
  /** @throws UnknownNameError */
  readonly personId: (name: string) => string
  readonly channelId: (name: string) => string
  readonly serverId: (name: string) => string
  /** All there are, as `learn` takes them. */
  readonly known: () => WorldIds
  readonly learn: (ids: WorldIds) => void
  readonly learnPeople: (parts: GatewayParts) => Promise<void>
  /** By their names, where no reference has one already; of two with one name the older. */
  readonly learnChannels: (parts: GatewayParts) => Promise<void>
}

/** Somebody or something that the world does not have. */
export class UnknownNameError extends Error {}

export function createNames(): Names {
  const names = new Map<string, string>()
  const people = new Map<string, string>()
  const channels = new Map<string, string>()
  const servers = new Map<string, string>()
  const roles = new Map<string, string>()

  function add(known: Map<string, string>, entries: Iterable<readonly [string, string]>): void {
    for (const [name, id] of entries) {
      if (!known.has(name)) known.set(name, id)
      if (!names.has(id)) names.set(id, name)
    }
  }

  function find(known: ReadonlyMap<string, string>, kind: string, name: string): string {
    const id = known.get(name) ?? (names.has(name) ? name : undefined)
    if (id !== undefined) return id
    throw new UnknownNameError(`There is no ${kind} "${name}": there are ${[...known.keys()].join(', ')}`)
  }

  return {
    of: (id) => names.get(id) ?? id,
    personId: (name) => find(people, 'person', name.replace(/^@/, '')),
    channelId: (name) => find(channels, 'channel', name.replace(/^#/, '')),
    serverId: (name) => find(servers, 'server', name),
    known: () => ({ people, servers, channels, roles }),
    learn: (ids) => {
      add(people, ids.people)
      add(channels, ids.channels)
      add(servers, ids.servers)
      add(roles, ids.roles)
    },
    learnPeople: async ({ database }) => {
      const rows = await database.reader.selectFrom('user').select(['id', 'username']).orderBy('id').execute()
      add(
        people,
        rows.map(({ id, username }) => [username, id] as const),
      )
    },
    learnChannels: async ({ database }) => {
      const rows = await database.reader.selectFrom('channel').select(['id', 'name']).orderBy('createdAt').execute()
      add(
        channels,
        rows.flatMap(({ id, name }) => (name === null ? [] : [[name, id] as const])),
      )
    },
  }
}
