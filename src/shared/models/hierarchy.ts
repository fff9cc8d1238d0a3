import { hasServerPermission, isPermission, type MemberGrants } from './permissions.ts'

/**
 * How high a member stands: the highest position among the roles they hold, at least 0, and no number is as high as an
 * owner (ID-6.4, ID-15.D04). Somebody who is no member stands at 0.
 */
export function rankOf(member: MemberGrants | undefined): number {
  if (member === undefined) return 0
  if (member.isOwner) return Number.POSITIVE_INFINITY
  const held = new Set(member.roleIds)
  return member.roles.reduce((rank, role) => (held.has(role._id) ? Math.max(rank, role.position) : rank), 0)
}

/** Whether `actor` may kick `target` or give and take their roles, as far as rank goes. Equal is not enough. */
export function outranks(actor: MemberGrants, target: MemberGrants | undefined): boolean {
  return actor.isOwner || rankOf(actor) > rankOf(target)
}

/** Whether a role at this position is `actor`'s to edit, move, delete, give and take, as far as rank goes. */
export function standsAbove(actor: MemberGrants, position: number): boolean {
  return actor.isOwner || rankOf(actor) > position
}

/**
 * Whether `actor` may hand these permissions to others: only what they hold themselves (ID-15.D05). Every member sees
 * channels unless an override denies it, and a word outside the vocabulary gives nothing.
 */
export function mayGrant(actor: MemberGrants, words: readonly string[]): boolean {
  return words.every((word) => !isPermission(word) || word === 'VIEW_CHANNEL' || hasServerPermission(actor, word))
}

/** The words of `after` that `before` has not. */
export const addedWords = (before: readonly string[], after: readonly string[]): string[] =>
  after.filter((word) => !before.includes(word))

type Assignment =
  | { readonly kind: 'assigned'; readonly roleIds: readonly string[] }
  /** A role that was not held before is none of this server. */
  | { readonly kind: 'elsewhere' }
  | { readonly kind: 'tooHigh' }

/**
 * What becomes of `target`'s roles when `actor` wants them to be these (ID-12.4, ID-15.D05): each once, `@everyone`
 * always, and those that are gone no longer. Whatever is given or taken stands below `actor`, and what is given holds
 * no permission that `actor` lacks.
 */
export function assignRoles(actor: MemberGrants, target: MemberGrants, wanted: readonly string[]): Assignment {
  const roles = new Map(target.roles.map((role) => [role._id, role]))
  const before = new Set(target.roleIds)
  const after = new Set([target.everyoneRoleId, ...wanted])
  const given = [...after].filter((id) => !before.has(id) && id !== target.everyoneRoleId)
  if (!given.every((id) => roles.has(id))) return { kind: 'elsewhere' }
  const taken = [...before].filter((id) => !after.has(id))
  const touched = [...given, ...taken].flatMap((id) => roles.get(id) ?? [])
  const granted = given.flatMap((id) => roles.get(id)?.permissions ?? [])
  if (!touched.every((role) => standsAbove(actor, role.position)) || !mayGrant(actor, granted)) {
    return { kind: 'tooHigh' }
  }
  return { kind: 'assigned', roleIds: [...after].filter((id) => roles.has(id)) }
}

type Reordering =
  | { readonly kind: 'reordered'; readonly positions: ReadonlyMap<string, number> }
  | { readonly kind: 'unknown' }
  | { readonly kind: 'tooHigh' }

/**
 * Which roles really move when `actor` wants these positions (ID-11.3). `@everyone` stays at the bottom, whatever is
 * asked for it, and a role that keeps its position counts for nothing (ID-15.D32, ID-15.D33). A role moves from below
 * `actor` to below `actor`; one that is none of this server is refused, to an owner it counts for nothing.
 */
export function reorderRoles(actor: MemberGrants, wanted: ReadonlyMap<string, number>): Reordering {
  const roles = new Map(actor.roles.map((role) => [role._id, role]))
  const positions = new Map<string, number>()
  for (const [id, position] of wanted) {
    const role = roles.get(id)
    if (role === undefined && !actor.isOwner) return { kind: 'unknown' }
    if (role === undefined || id === actor.everyoneRoleId || role.position === position) continue
    if (!standsAbove(actor, role.position) || !standsAbove(actor, position)) return { kind: 'tooHigh' }
    positions.set(id, position)
  }
  return { kind: 'reordered', positions }
}
