import * as z from 'zod/mini'
import type { RoleId, UserId } from './ids.ts'

/** The vocabulary (ID-6.1), server level first. */
export const permissions = [
  'ADMINISTRATOR',
  'MANAGE_ROLES',
  'KICK_MEMBERS',
  'CREATE_INVITE',
  'MANAGE_SERVER',
  'MANAGE_STICKERS',
  'MANAGE_WEBHOOKS',
  'MANAGE_CHANNEL',
  'VIEW_CHANNEL',
  'SEND_MESSAGES',
  'MANAGE_MESSAGES',
  'ADD_REACTIONS',
  'ATTACH_FILES',
  'MENTION_EVERYONE',
] as const

export const permission = z.enum(permissions)
export type Permission = (typeof permissions)[number]

/** What both people of a direct message may do there, and all they may do (ID-6.1). */
export const directMessagePermissions = [
  'VIEW_CHANNEL',
  'SEND_MESSAGES',
  'ADD_REACTIONS',
  'ATTACH_FILES',
] as const satisfies readonly Permission[]

/** What `@everyone` may do in a new server (ID-6.5). */
export const defaultPermissions = [
  'CREATE_INVITE',
  'SEND_MESSAGES',
  'ADD_REACTIONS',
  'ATTACH_FILES',
] as const satisfies readonly Permission[]

export const permissionOverride = z.object({
  targetType: z.enum(['role', 'member']),
  /** A role's id, or for a member the user's id. */
  targetId: z.string(),
  allow: z.readonly(z.array(permission)),
  deny: z.readonly(z.array(permission)),
})
export type PermissionOverride = z.infer<typeof permissionOverride>

interface RoleGrants {
  readonly _id: string
  readonly permissions: readonly string[]
  readonly position: number
}

/** All that decides what one member may do in one server. */
export interface MemberGrants {
  readonly userId: UserId
  readonly isOwner: boolean
  readonly everyoneRoleId: RoleId
  readonly roleIds: readonly string[]
  readonly roles: readonly RoleGrants[]
}

const vocabulary: ReadonlySet<string> = new Set(permissions)
export const isPermission = (word: string): word is Permission => vocabulary.has(word)

function grantedByRoles(member: MemberGrants): Set<Permission> {
  const held = new Set<string>([...member.roleIds, member.everyoneRoleId])
  const words = member.roles.filter((role) => held.has(role._id)).flatMap((role) => role.permissions)
  return new Set(words.filter(isPermission))
}

/** Whether a member holds `wanted` for the whole server (ID-6.2): owners and administrators hold everything. */
export function hasServerPermission(member: MemberGrants, wanted: Permission): boolean {
  if (member.isOwner) return true
  const granted = grantedByRoles(member)
  return granted.has('ADMINISTRATOR') || granted.has(wanted)
}

/** Asked for of the whole server and never of one channel, as webhooks are. */
const serverWide: ReadonlySet<Permission> = new Set([
  'ADMINISTRATOR',
  'MANAGE_ROLES',
  'KICK_MEMBERS',
  'CREATE_INVITE',
  'MANAGE_SERVER',
  'MANAGE_STICKERS',
])

/** Whether an override of a channel can give or take it. */
export const isChannelPermission = (wanted: Permission): boolean => !serverWide.has(wanted)

/** An override speaks for one channel: what counts for the whole server it neither gives nor takes (ID-15, D-06). */
function applyOverride(granted: Set<Permission>, override: PermissionOverride | undefined): void {
  for (const word of override?.allow ?? []) if (isChannelPermission(word)) granted.add(word)
  for (const word of override?.deny ?? []) if (isChannelPermission(word)) granted.delete(word)
}

/**
 * What a member may do in one server channel (ID-6.3): seen by all unless an override denies it; overrides count in
 * the order everyone, own roles by rising position, the member; within one of them denial wins.
 */
export function channelPermissions(
  member: MemberGrants,
  overrides: readonly PermissionOverride[],
): ReadonlySet<Permission> {
  const granted = grantedByRoles(member)
  if (member.isOwner || granted.has('ADMINISTRATOR')) return new Set(permissions)
  granted.add('VIEW_CHANNEL')
  const byTarget = new Map(overrides.map((override) => [`${override.targetType}:${override.targetId}`, override]))
  applyOverride(granted, byTarget.get(`role:${member.everyoneRoleId}`))
  const positions = new Map(member.roles.map((role) => [role._id, role.position]))
  const ranked = member.roleIds
    .filter((id) => positions.has(id))
    .toSorted((a, b) => (positions.get(a) ?? 0) - (positions.get(b) ?? 0))
  for (const id of ranked) applyOverride(granted, byTarget.get(`role:${id}`))
  applyOverride(granted, byTarget.get(`member:${member.userId}`))
  return granted
}
