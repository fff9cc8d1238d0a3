/**
 * Who may see and do what, worked out a second time from the contract alone (ID-6). Nothing here comes from the gateway:
 * two evaluations that share code would share mistakes.
 */
const EVERYTHING = [
  'ADMINISTRATOR MANAGE_ROLES KICK_MEMBERS CREATE_INVITE MANAGE_SERVER MANAGE_STICKERS MANAGE_WEBHOOKS',
  'MANAGE_CHANNEL VIEW_CHANNEL SEND_MESSAGES MANAGE_MESSAGES ADD_REACTIONS ATTACH_FILES MENTION_EVERYONE',
].flatMap((line) => line.split(' '))

export interface Override {
  readonly targetType: string
  readonly targetId: string
  readonly allow: readonly string[]
  readonly deny: readonly string[]
}

export interface ServerState {
  readonly everyone: string
  readonly roles: Map<string, { permissions: readonly string[]; position: number }>
  readonly members: Map<string, { readonly owner: boolean; roles: readonly string[] }>
  readonly channels: Map<string, readonly Override[]>
}

/** The whole world as far as permissions go. Ids are the gateway's. */
export interface World {
  readonly servers: Map<string, ServerState>
  /** The two people of each direct message. */
  readonly directs: Map<string, readonly string[]>
  /** The server of each category. */
  readonly categories: Map<string, string>
}

function isAdministrator(server: ServerState, user: string): boolean {
  const member = server.members.get(user)
  if (member === undefined) return false
  if (member.owner) return true
  return [server.everyone, ...member.roles].some((id) => server.roles.get(id)?.permissions.includes('ADMINISTRATOR'))
}

/** The overrides that speak of somebody, the last word first: the member, own roles from the top down, everyone. */
function layersFor(server: ServerState, user: string, overrides: readonly Override[]): Override[] {
  const held = server.members.get(user)?.roles ?? []
  const places = new Map(held.map((id, place) => [id, place]))
  const fromTheTop = [...places.keys()]
    .filter((id) => server.roles.has(id))
    .toSorted((a, b) => {
      const higher = (server.roles.get(b)?.position ?? 0) - (server.roles.get(a)?.position ?? 0)
      return higher === 0 ? (places.get(b) ?? 0) - (places.get(a) ?? 0) : higher
    })
  const speaking = (type: string, id: string): Override[] =>
    overrides.filter((entry) => entry.targetType === type && entry.targetId === id).slice(-1)
  return [
    ...speaking('member', user),
    ...fromTheTop.flatMap((id) => speaking('role', id)),
    ...speaking('role', server.everyone),
  ]
}

/** Decided by the first layer that has a word on it, and only then by what the roles hold. */
function mayIn(server: ServerState, user: string, wanted: { channel: string; word: string }): boolean {
  const overrides = server.channels.get(wanted.channel)
  const member = server.members.get(user)
  if (overrides === undefined || member === undefined) return false
  if (isAdministrator(server, user)) return true
  for (const { allow, deny } of layersFor(server, user, overrides)) {
    if (deny.includes(wanted.word)) return false
    if (allow.includes(wanted.word) && wanted.word !== 'ADMINISTRATOR') return true
  }
  if (wanted.word === 'VIEW_CHANNEL') return true
  return [server.everyone, ...member.roles].some((id) => server.roles.get(id)?.permissions.includes(wanted.word))
}

/** Whether somebody may do something in a channel of whatever kind. */
export function may(world: World, user: string, wanted: { channel: string; word: string }): boolean {
  const pair = world.directs.get(wanted.channel)
  if (pair !== undefined) return pair.includes(user) && DIRECT.has(wanted.word)
  const server = [...world.servers.values()].find(({ channels }) => channels.has(wanted.channel))
  return server !== undefined && mayIn(server, user, wanted)
}

const DIRECT = new Set(['VIEW_CHANNEL', 'SEND_MESSAGES', 'ADD_REACTIONS', 'ATTACH_FILES'])

/** Everything somebody may do in a channel, in the order of the alphabet. */
export const allowedIn = (world: World, user: string, channel: string): string[] =>
  EVERYTHING.filter((word) => may(world, user, { channel, word })).toSorted()

/** The channels somebody sees in a server. */
export const visibleTo = (server: ServerState, user: string): string[] =>
  [...server.channels.keys()].filter((channel) => mayIn(server, user, { channel, word: 'VIEW_CHANNEL' }))

/** Everybody for whom one of the words holds in a channel. */
export function holdersOf(world: World, channel: string, words: readonly string[]): Set<string> {
  const pair = world.directs.get(channel)
  if (pair !== undefined) return new Set(pair)
  const server = [...world.servers.values()].find(({ channels }) => channels.has(channel))
  const people = [...(server?.members.keys() ?? [])]
  return new Set(people.filter((user) => words.some((word) => may(world, user, { channel, word }))))
}

export const membersOf = (world: World, server: string): Set<string> =>
  new Set(world.servers.get(server)?.members.keys() ?? [])
