import type { Outcome } from './episode.ts'
import { idIn, type Names } from './names.ts'
import type { Override, ServerState, World } from './oracle.ts'
import type { Change } from './steps.ts'

type ChangeOf<Kind extends Change['kind']> = Extract<Change, { kind: Kind }>

interface Applying<Kind extends Change['kind']> {
  readonly step: ChangeOf<Kind>
  readonly server: ServerState
  readonly names: Names
  /** What the gateway answered: what it says it did is what must be true from now on. */
  readonly body: never
}

type Appliers = {
  readonly [Kind in Exclude<Change['kind'], 'create server' | 'delete server'>]: (a: Applying<Kind>) => void
}

interface RoleAnswer {
  readonly _id: string
  readonly permissions: readonly string[]
  readonly position: number
}

function forgetMember(server: ServerState, user: string): void {
  server.members.delete(user)
  for (const [channel, overrides] of server.channels) {
    server.channels.set(
      channel,
      overrides.filter((entry) => entry.targetType !== 'member' || entry.targetId !== user),
    )
  }
}

function setRole(server: ServerState, { _id, permissions, position }: RoleAnswer): void {
  server.roles.set(_id, { permissions, position })
}

const appliers: Appliers = {
  'create role': ({ server, body }) => {
    setRole(server, body)
  },
  'edit role': ({ server, body }) => {
    setRole(server, body)
  },
  'delete role': ({ step, server, names }) => {
    const gone = idIn(names.role, step.role)
    server.roles.delete(gone)
    for (const [user, member] of server.members) {
      server.members.set(user, { ...member, roles: member.roles.filter((role) => role !== gone) })
    }
  },
  'order roles': ({ server, body }) => {
    for (const role of body as RoleAnswer[]) setRole(server, role)
  },
  'give roles': ({ step, server, names, body }) => {
    const user = idIn(names.person, step.member)
    const member = server.members.get(user)
    const { roleIds } = body as { roleIds: string[] }
    if (member !== undefined) server.members.set(user, { ...member, roles: roleIds })
  },
  override: ({ step, server, names, body }) => {
    server.channels.set(idIn(names.channel, step.channel), body as Override[])
  },
  'create channel': ({ server, body }) => {
    server.channels.set((body as { _id: string })._id, [])
  },
  'edit channel': () => undefined,
  'rename server': () => undefined,
  'delete channel': ({ step, server, names }) => {
    server.channels.delete(idIn(names.channel, step.channel))
  },
  kick: ({ step, server, names }) => {
    forgetMember(server, idIn(names.person, step.member))
  },
  leave: ({ step, server, names }) => {
    forgetMember(server, idIn(names.person, step.by))
  },
  join: ({ step, server, names }) => {
    const user = idIn(names.person, step.by)
    if (!server.members.has(user)) server.members.set(user, { owner: false, roles: [server.everyone] })
  },
}

/** What `@everyone` holds in a new server (ID-6.5). */
const FIRST_PERMISSIONS = ['CREATE_INVITE', 'SEND_MESSAGES', 'ADD_REACTIONS', 'ATTACH_FILES']

function newServer({ everyoneRoleId }: { everyoneRoleId: string }, owner: string): ServerState {
  return {
    everyone: everyoneRoleId,
    roles: new Map([[everyoneRoleId, { permissions: FIRST_PERMISSIONS, position: 0 }]]),
    members: new Map([[owner, { owner: true, roles: [everyoneRoleId] }]]),
    channels: new Map(),
  }
}

/** Makes the world what a change that was granted says it is. */
export function applyChange(world: World, names: Names, { step, body }: Outcome & { readonly step: Change }): void {
  const id = idIn(names.server, step.server)
  if (step.kind === 'create server') {
    const answer = body as { _id: string; everyoneRoleId: string }
    world.servers.set(answer._id, newServer(answer, idIn(names.person, step.by)))
    return
  }
  if (step.kind === 'delete server') {
    world.servers.delete(id)
    return
  }
  const server = world.servers.get(id)
  if (server === undefined) throw new Error(`${step.kind} was granted in a server that is gone`)
  // The table has an entry for each kind that takes exactly that kind.
  const apply = appliers[step.kind] as (applying: object) => void
  apply({ step, server, names, body })
}
