import type { ChannelSpec, OverrideSpec, ServerSpec, WorldSpec } from '../world-spec.ts'
import { EVERYONE, overridesFor } from '../insert-servers.ts'
import type { RequestStep, Step } from './step.ts'

/** Who takes part, and what their things are called this time. */
export interface Visit {
  /** By reference: whoever can sign up. */
  readonly people: readonly string[]
  /** Before the names of people and servers, so that they are known for what they are. */
  readonly prefix: string
}

const LONGEST_USERNAME = 32

export const request = (by: string, line: string, more: Pick<RequestStep, 'body' | 'learns'> = {}): RequestStep => {
  const [method = '', path = ''] = line.split(' ')
  return { kind: 'request', by, method, path, ...more }
}

export function arrivals({ people, prefix }: Visit): Step[] {
  const signing = people.map((person, index): Step => {
    const username = `${prefix}-${index + 1}-${person}`.slice(0, LONGEST_USERNAME)
    return { kind: 'sign-up', person, username }
  })
  return [...signing, ...people.map((socket): Step => ({ kind: 'come', socket }))]
}

export const everyoneIn = (server: string): string => `{everyone:${server}}`

/** By person, the roles that they hold in a server, everybody's among them. */
export const rolesHeld = (server: ServerSpec, person: string): string[] => [
  everyoneIn(server.ref),
  ...(server.roles ?? []).filter(({ members }) => members.includes(person)).map(({ ref }) => `{role:${ref}}`),
]

function targetOf({ target }: OverrideSpec, server: ServerSpec): { targetType: string; targetId: string } {
  if ('member' in target) return { targetType: 'member', targetId: `{person:${target.member}}` }
  const targetId = target.role === EVERYONE ? everyoneIn(server.ref) : `{role:${target.role}}`
  return { targetType: 'role', targetId }
}

function channelSteps(server: ServerSpec, channel: ChannelSpec): Step[] {
  const { ref, name, topic, category, url } = channel
  const { owner } = server
  const channels = `/servers/{server:${server.ref}}/channels`
  const body = {
    name,
    type: url === undefined ? 'GUILD_TEXT' : 'GUILD_WEB',
    ...(url === undefined ? {} : { url }),
    ...(category === undefined ? {} : { categoryId: `{category:${server.ref}.${category}}` }),
  }
  const overrides = (channel.overrides ?? overridesFor(channel)).map((each) => ({
    ...targetOf(each, server),
    allow: each.allow,
    deny: each.deny,
  }))
  const one = `${channels}/{channel:${ref}}`
  return [
    request(owner, `POST ${channels}`, { body, learns: { [`{channel:${ref}}`]: '_id' } }),
    ...(topic === undefined ? [] : [request(owner, `PATCH ${one}`, { body: { topic } })]),
    ...(overrides.length === 0 ? [] : [request(owner, `PUT ${one}/permissions`, { body: overrides })]),
  ]
}

function memberSteps(server: ServerSpec, { people }: Visit): Step[] {
  const { ref, owner } = server
  const members = server.members.filter((person) => people.includes(person))
  if (members.length === 0) return []
  const invite = `{invite:${ref}}`
  const coming = members.flatMap((person) => [
    request(person, `GET /invites/${invite}`),
    request(person, `POST /invites/${invite}`, { body: {} }),
  ])
  const giving = members.flatMap((person) => {
    const roleIds = rolesHeld(server, person)
    if (roleIds.length === 1) return []
    return [request(owner, `PUT /servers/{server:${ref}}/members/{person:${person}}/roles`, { body: { roleIds } })]
  })
  const inviting = request(owner, `POST /servers/{server:${ref}}/invites`, { body: {}, learns: { [invite]: 'code' } })
  return [inviting, ...coming, ...giving]
}

function serverSteps(server: ServerSpec, visit: Visit): Step[] {
  const { ref, name, owner, everyone, roles = [], categories = [], channels } = server
  const here = `/servers/{server:${ref}}`
  return [
    request(owner, 'POST /servers', {
      body: { name: `${visit.prefix} ${name}`.slice(0, 100) },
      learns: { [`{server:${ref}}`]: '_id', [everyoneIn(ref)]: 'everyoneRoleId' },
    }),
    ...(everyone === undefined
      ? []
      : [request(owner, `PATCH ${here}/roles/${everyoneIn(ref)}`, { body: { permissions: everyone } })]),
    // A new role stands above all others: the highest comes last.
    ...roles.toReversed().map((role) =>
      request(owner, `POST ${here}/roles`, {
        body: { name: role.name, color: role.color, permissions: role.permissions ?? [] },
        learns: { [`{role:${role.ref}}`]: '_id' },
      }),
    ),
    ...memberSteps(server, visit),
    ...categories.map((category) =>
      request(owner, `POST ${here}/categories`, {
        body: { name: category.name },
        learns: { [`{category:${ref}.${category.ref}}`]: '_id' },
      }),
    ),
    ...channels.flatMap((channel) => channelSteps(server, channel)),
  ]
}

/** Servers whose owner takes part, with all that is in them, and direct messages. */
export function worldSteps(spec: WorldSpec, visit: Visit): Step[] {
  const isHere = (person: string): boolean => visit.people.includes(person)
  return [
    ...spec.servers.filter(({ owner }) => isHere(owner)).flatMap((server) => serverSteps(server, visit)),
    ...(spec.directs ?? [])
      .filter((pair) => pair.every(isHere))
      .map(([one, other]) =>
        request(one, 'POST /users/@me/channels', {
          body: { recipientId: `{person:${other}}` },
          learns: { [`{channel:${one}&${other}}`]: '_id' },
        }),
      ),
  ]
}
