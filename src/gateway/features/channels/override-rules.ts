import {
  channelPermissions,
  hasServerPermission,
  type MemberGrants,
  type Permission,
  type PermissionOverride,
} from '#shared/models/permissions.ts'
import { ProtocolError } from '#shared/protocol/errors.ts'

type Overrides = readonly PermissionOverride[]

const targetOf = ({ targetType, targetId }: PermissionOverride): string => `${targetType}:${targetId}`

const byTarget = (overrides: Overrides): ReadonlyMap<string, PermissionOverride> =>
  new Map(overrides.map((override) => [targetOf(override), override]))

/** One override a target: of several the last stays, where it stands (ID-15, D-44). No word stands twice in a list. */
export function mergeOverrides(overrides: Overrides): PermissionOverride[] {
  const last = new Map(overrides.map((override, index) => [targetOf(override), index]))
  return overrides
    .filter((override, index) => last.get(targetOf(override)) === index)
    .map((override) => ({
      ...override,
      allow: [...new Set(override.allow)],
      deny: [...new Set(override.deny)],
    }))
}

/**
 * Nobody gives up the channel they manage by its overrides; owners and administrators cannot (ID-6.6).
 * @throws ProtocolError lockOut
 */
export function demandNoLockOut(member: MemberGrants, wanted: Overrides): void {
  if (!channelPermissions(member, wanted).has('MANAGE_CHANNEL')) throw new ProtocolError('lockOut')
}

/** What a target has after a change that it had not before: a word newly allowed, or one no longer denied. */
function grantsOf(before: PermissionOverride | undefined, after: PermissionOverride | undefined): Permission[] {
  const allowed = (after?.allow ?? []).filter((word) => before?.allow.includes(word) !== true)
  const undenied = (before?.deny ?? []).filter((word) => after?.deny.includes(word) !== true)
  return [...allowed, ...undenied]
}

/**
 * Whoever is neither owner nor administrator gives only what they hold in the channel themselves (ID-15, D-06). What
 * stood there before may stay: clients send the whole list again.
 * @throws ProtocolError missingPermission
 */
export function demandOnlyHeld(
  member: MemberGrants,
  { before, after }: { readonly before: Overrides; readonly after: Overrides },
): void {
  if (hasServerPermission(member, 'ADMINISTRATOR')) return
  const held = channelPermissions(member, before)
  const [old, next] = [byTarget(before), byTarget(after)]
  for (const target of new Set([...old.keys(), ...next.keys()])) {
    const missing = grantsOf(old.get(target), next.get(target)).find((word) => !held.has(word))
    if (missing !== undefined) throw new ProtocolError('missingPermission', { permission: missing })
  }
}
