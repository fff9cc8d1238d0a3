import {
  isChannelPermission,
  type MemberGrants,
  type Permission,
  type PermissionOverride,
} from '../models/permissions.ts'
import type { PermissionStep } from './explanation.ts'

export interface PermissionQuestion {
  readonly member: MemberGrants
  readonly overrides: readonly PermissionOverride[]
  readonly wanted: Permission
  /** What a role is called. */
  readonly nameOf: (role: string) => string
}

type Effect = PermissionStep['effect']

const stepOf = (by: string, permission: string, effect: Effect): PermissionStep => ({ by, permission, effect })

const heldRoles = ({ everyoneRoleId, roleIds, roles }: MemberGrants): MemberGrants['roles'] =>
  roles
    .filter((role) => role._id === everyoneRoleId || roleIds.includes(role._id))
    .toSorted((a, b) => a.position - b.position)

function effectOf({ allow, deny }: PermissionOverride, wanted: Permission): Effect {
  if (!isChannelPermission(wanted)) return 'says nothing'
  if (deny.includes(wanted)) return 'denies'
  return allow.includes(wanted) ? 'allows' : 'says nothing'
}

/** In which order the overrides of roles count: that of everybody, then those of one's roles by rising position. */
function ranked({ everyoneRoleId, roleIds, roles }: MemberGrants): readonly string[] {
  const positions = new Map(roles.map(({ _id, position }) => [_id, position]))
  const own = roleIds
    .filter((id) => positions.has(id))
    .toSorted((a, b) => (positions.get(a) ?? 0) - (positions.get(b) ?? 0))
  return own[0] === everyoneRoleId ? own : [everyoneRoleId, ...own]
}

function overrideSteps({ member, overrides, wanted, nameOf }: PermissionQuestion): PermissionStep[] {
  function step(by: string, type: PermissionOverride['targetType'], id: string): PermissionStep[] {
    const override = overrides.findLast(({ targetType, targetId }) => targetType === type && targetId === id)
    return override === undefined ? [] : [stepOf(by, wanted, effectOf(override, wanted))]
  }
  const ofRoles = ranked(member).flatMap((id) =>
    step(id === member.everyoneRoleId ? 'everyone override' : `role override ${nameOf(id)}`, 'role', id),
  )
  return [...ofRoles, ...step('own override', 'member', member.userId)]
}

/**
 * How it is decided whether a member may do something in a channel: each that was asked, in its order. The last that says
 * something decides; where nobody does, it is denied.
 */
export function permissionSteps(question: PermissionQuestion): readonly PermissionStep[] {
  const { member, wanted, nameOf } = question
  const owner = stepOf('owner', wanted, member.isOwner ? 'allows' : 'says nothing')
  if (member.isOwner) return [owner]
  const roles = heldRoles(member)
  const ofRoles = roles.map(({ _id, permissions }) =>
    stepOf(`role ${nameOf(_id)}`, wanted, permissions.includes(wanted) ? 'allows' : 'says nothing'),
  )
  const administrator = roles.find(({ permissions }) => permissions.includes('ADMINISTRATOR'))
  if (administrator !== undefined) {
    return [owner, ...ofRoles, stepOf(`role ${nameOf(administrator._id)}`, 'ADMINISTRATOR', 'allows')]
  }
  // Every channel is seen by all members unless an override says otherwise.
  const membership = wanted === 'VIEW_CHANNEL' ? [stepOf('membership', wanted, 'allows')] : []
  return [owner, ...ofRoles, ...membership, ...overrideSteps(question)]
}

/** The step that decided, where any said something. */
export const decidingStep = (steps: readonly PermissionStep[]): PermissionStep | undefined =>
  steps.findLast(({ effect }) => effect !== 'says nothing')
