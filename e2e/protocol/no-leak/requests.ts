import { idIn, NOBODY, type Names } from './names.ts'
import type { Change, Step, Target, Traffic } from './steps.ts'

/** What a step asks for over HTTP. */
export interface Asking {
  readonly method: string
  readonly path: string
  readonly body?: unknown
}

const overrideOf = (names: Names, { targetType, target, allow, deny }: Target): object => ({
  targetType,
  targetId: idIn(targetType === 'role' ? names.role : names.person, target),
  allow,
  deny,
})

type ChangeOf<Kind extends Change['kind']> = Extract<Change, { kind: Kind }>
type Writers = { readonly [Kind in Change['kind']]: (step: ChangeOf<Kind>, names: Names) => Asking }

const serverPath = ({ server }: Change, names: Names): string => `/servers/${idIn(names.server, server)}`

const changes: Writers = {
  'create role': (step, names) => ({
    method: 'POST',
    path: `${serverPath(step, names)}/roles`,
    body: { name: step.role, permissions: step.permissions },
  }),
  'edit role': (step, names) => ({
    method: 'PATCH',
    path: `${serverPath(step, names)}/roles/${idIn(names.role, step.role)}`,
    body: { permissions: step.permissions },
  }),
  'delete role': (step, names) => ({
    method: 'DELETE',
    path: `${serverPath(step, names)}/roles/${idIn(names.role, step.role)}`,
  }),
  'order roles': (step, names) => ({
    method: 'PATCH',
    path: `${serverPath(step, names)}/roles/positions`,
    body: step.roles.map((role, place) => ({ roleId: idIn(names.role, role), position: place + 1 })),
  }),
  'give roles': (step, names) => ({
    method: 'PUT',
    path: `${serverPath(step, names)}/members/${idIn(names.person, step.member)}/roles`,
    body: { roleIds: step.roles.map((role) => idIn(names.role, role)) },
  }),
  override: (step, names) => ({
    method: 'PUT',
    path: `${serverPath(step, names)}/channels/${idIn(names.channel, step.channel)}/permissions`,
    body: step.targets.map((target) => overrideOf(names, target)),
  }),
  'create channel': (step, names) => ({
    method: 'POST',
    path: `${serverPath(step, names)}/channels`,
    body: { name: step.channel, type: 'GUILD_TEXT' },
  }),
  'edit channel': (step, names) => ({
    method: 'PATCH',
    path: `${serverPath(step, names)}/channels/${idIn(names.channel, step.channel)}`,
    body: { topic: step.topic },
  }),
  'delete channel': (step, names) => ({
    method: 'DELETE',
    path: `${serverPath(step, names)}/channels/${idIn(names.channel, step.channel)}`,
  }),
  kick: (step, names) => ({
    method: 'DELETE',
    path: `${serverPath(step, names)}/members/${idIn(names.person, step.member)}`,
  }),
  leave: (step, names) => ({ method: 'DELETE', path: `${serverPath(step, names)}/members/@me` }),
  join: (step, names) => ({
    method: 'POST',
    path: `/invites/${names.invite.get(step.server) ?? 'nocodethis'}`,
    body: {},
  }),
  'rename server': (step, names) => ({ method: 'PATCH', path: serverPath(step, names), body: { name: step.name } }),
  'create server': (step) => ({ method: 'POST', path: '/servers', body: { name: step.server } }),
  'delete server': (step, names) => ({ method: 'DELETE', path: serverPath(step, names) }),
}

/** What a change asks for. */
export function askForChange(step: Change, names: Names): Asking {
  // The table has an entry for each kind that takes exactly that kind.
  const write = changes[step.kind] as (step: Change, names: Names) => Asking
  return write(step, names)
}

function messagePath(names: Names, message: string): string {
  const { channel, id } = names.message.get(message) ?? { channel: NOBODY, id: NOBODY }
  return `/channels/${channel}/messages/${id}`
}

type TrafficOf<Kind extends Traffic['kind']> = Extract<Traffic, { kind: Kind }>
/** What goes over HTTP. */
export type Request = Exclude<Traffic, TrafficOf<'say by socket' | 'type' | 'come again'>>

type Askers = { readonly [Kind in Request['kind']]: (step: TrafficOf<Kind>, names: Names) => Asking }

const requests: Askers = {
  say: ({ channel, message }, names) => ({
    method: 'POST',
    path: `/channels/${idIn(names.channel, channel)}/messages`,
    body: { content: message },
  }),
  edit: ({ message }, names) => ({
    method: 'PATCH',
    path: messagePath(names, message),
    body: { content: `${message} edited` },
  }),
  retract: ({ message }, names) => ({ method: 'DELETE', path: messagePath(names, message) }),
  react: ({ message }, names) => ({ method: 'PUT', path: `${messagePath(names, message)}/reactions/%F0%9F%91%8D/@me` }),
  mark: ({ message }, names) => {
    const { channel, id } = names.message.get(message) ?? { channel: NOBODY, id: NOBODY }
    return { method: 'POST', path: `/channels/${channel}/ack`, body: { lastMessageId: id } }
  },
  'list channels': ({ server }, names) => ({ method: 'GET', path: `/servers/${idIn(names.server, server)}/channels` }),
  read: ({ channel }, names) => ({
    method: 'GET',
    path: `/channels/${idIn(names.channel, channel)}/messages?limit=20`,
  }),
}

export function askForTraffic(step: Request, names: Names): Asking {
  // As above.
  const write = requests[step.kind] as (step: Request, names: Names) => Asking
  return write(step, names)
}

export const isChange = (step: Step): step is Change => step.kind in changes
