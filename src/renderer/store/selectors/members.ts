import type { ServerId } from '#shared/models/ids.ts'
import type { Member } from '#shared/models/member.ts'
import { hasServerPermission, type Permission } from '#shared/models/permissions.ts'
import type { Role } from '#shared/models/role.ts'
import type { UserSummary } from '#shared/models/user.ts'
import type { AccountState, ServerPlace } from '../state.ts'

export interface MemberGroup {
  readonly key: string
  /** A role that is online, everybody else online, bots, or who is away; `unknown` while nobody can know. */
  readonly kind: 'role' | 'online' | 'bots' | 'offline' | 'unknown'
  readonly name: string
  readonly color?: string
  readonly people: readonly UserSummary[]
}

const byName = (a: UserSummary, b: UserSummary): number => a.username.localeCompare(b.username)

/** Roles by rank, those that stand for somebody in the list: everyone is no rank. */
const ranked = (roles: readonly Role[]): readonly Role[] =>
  roles.filter((role) => !role.isDefault).toSorted((a, b) => b.position - a.position)

/** The colour of every member's name, by user id. */
export function roleColors(place: Pick<ServerPlace, 'roles' | 'members'> | undefined): ReadonlyMap<string, string> {
  const roles = ranked(place?.roles ?? [])
  const colors = new Map<string, string>()
  for (const member of place?.members ?? []) {
    const role = roles.find((candidate) => member.roleIds.includes(candidate._id))
    if (role !== undefined && member.userId !== null) colors.set(member.userId._id, role.color)
  }
  return colors
}

/** What the member list has to know beside the place itself: who is online, and what people are called by now. */
type Known = Pick<AccountState, 'online' | 'people'>

interface Placed {
  readonly member: Member
  readonly person: UserSummary
}

/** The member list: online people by their highest role, bots, then who is away. */
export function memberGroups(place: ServerPlace | undefined, { online, people: named }: Known): readonly MemberGroup[] {
  if (place === undefined) return []
  const all = place.members.flatMap((member): Placed[] =>
    member.userId === null || member.channelId !== undefined
      ? []
      : [{ member, person: named[member.userId._id] ?? member.userId }],
  )
  const people = (list: readonly Placed[]): UserSummary[] => list.map(({ person }) => person).toSorted(byName)
  if (online === null) return group({ key: 'unknown', kind: 'unknown', name: '', people: people(all) })

  const isHere = ({ person }: Placed): boolean => online[person._id] === true
  const here = all.filter(isHere)
  let rest = here.filter(({ person }) => !person.isBot)
  const byRole = ranked(place.roles).flatMap((role) => {
    const holders = rest.filter(({ member }) => member.roleIds.includes(role._id))
    rest = rest.filter((placed) => !holders.includes(placed))
    return group({ key: role._id, kind: 'role', name: role.name, color: role.color, people: people(holders) })
  })
  return [
    ...byRole,
    ...group({ key: 'online', kind: 'online', name: '', people: people(rest) }),
    ...group({ key: 'bots', kind: 'bots', name: '', people: people(here.filter(({ person }) => person.isBot)) }),
    ...group({ key: 'offline', kind: 'offline', name: '', people: people(all.filter((placed) => !isHere(placed))) }),
  ]
}

const group = (candidate: MemberGroup): readonly MemberGroup[] => (candidate.people.length > 0 ? [candidate] : [])

/** This account owns the server, as far as its members were read. */
export function isOwn(state: AccountState, serverId: ServerId): boolean {
  return (
    state.places[serverId]?.members.some((member) => member.isOwner && member.userId?._id === state.me._id) === true
  )
}

/** What this account may do in a server as a whole, as far as its members and roles were read. */
export function mayInServer(state: AccountState, serverId: ServerId, permission: Permission): boolean {
  const place = state.places[serverId]
  const own = place?.members.find((member) => member.channelId === undefined && member.userId?._id === state.me._id)
  const server = state.servers?.find(({ _id }) => _id === serverId)
  if (place === undefined || own === undefined || server === undefined) return false
  const { isOwner, roleIds } = own
  const { everyoneRoleId } = server
  return hasServerPermission({ userId: state.me._id, isOwner, everyoneRoleId, roleIds, roles: place.roles }, permission)
}
