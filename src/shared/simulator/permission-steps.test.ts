import fc from 'fast-check'
import { expect, test } from 'vitest'
import { roleId, userId } from '../models/ids.ts'
import { channelPermissions, permissions, type MemberGrants, type PermissionOverride } from '../models/permissions.ts'
import { decidingStep, permissionSteps } from './permission-steps.ts'

const EVERYONE = roleId.parse('e'.repeat(24))
const ME = userId.parse('a'.repeat(24))
const [LOW, HIGH] = ['1'.repeat(24), '2'.repeat(24)]
const names = new Map([
  [EVERYONE, '@everyone'],
  [LOW, 'Low'],
  [HIGH, 'High'],
])
const nameOf = (role: string): string => names.get(role) ?? role

const member: MemberGrants = {
  userId: ME,
  isOwner: false,
  everyoneRoleId: EVERYONE,
  roleIds: [EVERYONE, HIGH, LOW],
  roles: [
    { _id: HIGH, permissions: [], position: 2 },
    { _id: EVERYONE, permissions: ['SEND_MESSAGES'], position: 0 },
    { _id: LOW, permissions: [], position: 1 },
  ],
}

const override = (targetId: string, change: Partial<PermissionOverride>): PermissionOverride => ({
  targetType: targetId === ME ? 'member' : 'role',
  targetId,
  allow: [],
  deny: [],
  ...change,
})

test('[TEST8] each that is asked for a permission is a step, and the last that says something decides', () => {
  const overrides = [
    override(ME, { allow: ['SEND_MESSAGES'] }),
    override(HIGH, { deny: ['VIEW_CHANNEL'] }),
    override(EVERYONE, { deny: ['VIEW_CHANNEL'] }),
    override(LOW, { allow: ['VIEW_CHANNEL'] }),
  ]
  const steps = permissionSteps({ member, overrides, wanted: 'VIEW_CHANNEL', nameOf })
  expect(steps.map(({ by, effect }) => `${by} ${effect}`)).toEqual([
    'owner says nothing',
    'role @everyone says nothing',
    'role Low says nothing',
    'role High says nothing',
    'membership allows',
    'everyone override denies',
    'role override Low allows',
    'role override High denies',
    'own override says nothing',
  ])
  expect(decidingStep(steps)?.by).toBe('role override High')
})

test('[TEST8] owners and administrators are asked no further', () => {
  const overrides = [override(EVERYONE, { deny: ['VIEW_CHANNEL'] })]
  const owner = permissionSteps({ member: { ...member, isOwner: true }, overrides, wanted: 'VIEW_CHANNEL', nameOf })
  expect(owner).toEqual([{ by: 'owner', permission: 'VIEW_CHANNEL', effect: 'allows' }])
  const roles = [...member.roles.slice(1), { _id: HIGH, permissions: ['ADMINISTRATOR'], position: 2 }]
  const administrator = permissionSteps({ member: { ...member, roles }, overrides, wanted: 'VIEW_CHANNEL', nameOf })
  expect(decidingStep(administrator)).toEqual({ by: 'role High', permission: 'ADMINISTRATOR', effect: 'allows' })
})

const some = fc.subarray([...permissions])
const roleOf = (_id: string) =>
  fc.record({ _id: fc.constant(_id), permissions: some, position: fc.integer({ min: -1, max: 2 }) })
const overrideOf = (target: string) => fc.record({ allow: some, deny: some }).map((change) => override(target, change))

test('[TEST8] what the steps say is what the gateway decides, for whatever roles and overrides', () => {
  fc.assert(
    fc.property(
      fc.tuple(roleOf(EVERYONE), roleOf(LOW), roleOf(HIGH)),
      fc.tuple(overrideOf(EVERYONE), overrideOf(LOW), overrideOf(HIGH), overrideOf(ME)),
      fc.record({
        wanted: fc.constantFrom(...permissions),
        roleIds: fc.subarray<string>([EVERYONE, LOW, HIGH]),
        isOwner: fc.boolean(),
        count: fc.integer({ min: 0, max: 4 }),
      }),
      (roles, all, { wanted, roleIds, isOwner, count }) => {
        const grants: MemberGrants = { ...member, roles, roleIds, isOwner }
        const overrides = all.slice(0, count)
        const decided = decidingStep(permissionSteps({ member: grants, overrides, wanted, nameOf }))
        expect(decided?.effect === 'allows').toBe(channelPermissions(grants, overrides).has(wanted))
      },
    ),
  )
})
