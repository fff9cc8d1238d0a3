import { describe, expect, test } from 'vitest'
import { roleId, userId } from './ids.ts'
import {
  channelPermissions,
  hasServerPermission,
  permissions,
  type MemberGrants,
  type Permission,
  type PermissionOverride,
} from './permissions.ts'

const EVERYONE = roleId.parse('e'.repeat(24))
const ME = userId.parse('a'.repeat(24))
const [LOW, HIGH] = ['1'.repeat(24), '2'.repeat(24)]

interface Roles {
  readonly everyone?: readonly string[]
  readonly low?: readonly string[]
  readonly high?: readonly string[]
}

/** A member with a low and a high role. `@everyone` may send unless it is said otherwise. */
function memberWith(roles: Roles, more: Partial<MemberGrants> = {}): MemberGrants {
  return {
    userId: ME,
    isOwner: false,
    everyoneRoleId: EVERYONE,
    roleIds: [EVERYONE, LOW, HIGH],
    roles: [
      { _id: HIGH, permissions: roles.high ?? [], position: 2 },
      { _id: EVERYONE, permissions: roles.everyone ?? ['SEND_MESSAGES'], position: 0 },
      { _id: LOW, permissions: roles.low ?? [], position: 1 },
    ],
    ...more,
  }
}

type Change = Partial<Pick<PermissionOverride, 'allow' | 'deny'>>

const forRole = (targetId: string, change: Change): PermissionOverride => ({
  targetType: 'role',
  targetId,
  allow: [],
  deny: [],
  ...change,
})
const forMember = (targetId: string, change: Change): PermissionOverride => ({
  ...forRole(targetId, change),
  targetType: 'member',
})

const inChannel = (member: MemberGrants, ...overrides: PermissionOverride[]): Set<Permission> =>
  new Set(channelPermissions(member, overrides))

const ALL = new Set(permissions)

describe('[PERM1] who holds everything', () => {
  test('an owner, whatever roles and overrides say', () => {
    const owner = memberWith({ everyone: [] }, { isOwner: true, roleIds: [] })
    expect(permissions.every((word) => hasServerPermission(owner, word))).toBe(true)
    expect(inChannel(owner, forMember(ME, { deny: ['VIEW_CHANNEL'] }))).toEqual(ALL)
  })

  test('whoever has a role with ADMINISTRATOR, whatever overrides say', () => {
    const administrator = memberWith({ low: ['ADMINISTRATOR'] })
    expect(permissions.every((word) => hasServerPermission(administrator, word))).toBe(true)
    expect(inChannel(administrator, forRole(EVERYONE, { deny: ['VIEW_CHANNEL', 'SEND_MESSAGES'] }))).toEqual(ALL)
  })

  test('everybody where @everyone has it', () => {
    expect(inChannel(memberWith({ everyone: ['ADMINISTRATOR'] }, { roleIds: [] }))).toEqual(ALL)
  })

  test('nobody by a role they do not have', () => {
    const member = memberWith({ high: ['ADMINISTRATOR'] }, { roleIds: [EVERYONE, LOW] })
    expect(hasServerPermission(member, 'KICK_MEMBERS')).toBe(false)
    expect(inChannel(member)).toEqual(new Set(['SEND_MESSAGES', 'VIEW_CHANNEL']))
  })
})

describe('[PERM2] for the whole server', () => {
  test('@everyone and the own roles are added up', () => {
    const member = memberWith({ everyone: ['CREATE_INVITE'], low: ['KICK_MEMBERS'], high: ['MANAGE_ROLES'] })
    expect(permissions.filter((word) => hasServerPermission(member, word))).toEqual([
      'MANAGE_ROLES',
      'KICK_MEMBERS',
      'CREATE_INVITE',
    ])
  })

  test('@everyone counts for members whose roles do not name it', () => {
    expect(hasServerPermission(memberWith({ everyone: ['CREATE_INVITE'] }, { roleIds: [] }), 'CREATE_INVITE')).toBe(
      true,
    )
  })

  test('VIEW_CHANNEL is not implied', () => {
    expect(hasServerPermission(memberWith({}), 'VIEW_CHANNEL')).toBe(false)
  })
})

describe('[PERM3] in a channel', () => {
  test('everybody sees it and does what the roles say', () => {
    expect(inChannel(memberWith({ low: ['ADD_REACTIONS'] }))).toEqual(
      new Set(['SEND_MESSAGES', 'VIEW_CHANNEL', 'ADD_REACTIONS']),
    )
  })

  test('an override of @everyone takes it away', () => {
    expect(inChannel(memberWith({}), forRole(EVERYONE, { deny: ['VIEW_CHANNEL'] }))).toEqual(new Set(['SEND_MESSAGES']))
  })

  test('a role’s override wins over that of @everyone', () => {
    const overrides = [forRole(LOW, { allow: ['VIEW_CHANNEL'] }), forRole(EVERYONE, { deny: ['VIEW_CHANNEL'] })]
    expect(inChannel(memberWith({}), ...overrides).has('VIEW_CHANNEL')).toBe(true)
  })

  test('the higher role wins over the lower, in whatever order the member holds them and the list names them', () => {
    const overrides = [forRole(HIGH, { allow: ['VIEW_CHANNEL'] }), forRole(LOW, { deny: ['VIEW_CHANNEL'] })]
    for (const roleIds of [
      [EVERYONE, LOW, HIGH],
      [HIGH, LOW],
    ]) {
      const member = memberWith({}, { roleIds })
      expect(inChannel(member, ...overrides).has('VIEW_CHANNEL')).toBe(true)
      expect(inChannel(member, ...overrides.toReversed()).has('VIEW_CHANNEL')).toBe(true)
    }
  })

  test('of roles of one position the one the member holds last wins', () => {
    const roles = [LOW, HIGH].map((_id) => ({ _id, permissions: [], position: 1 }))
    const overrides = [forRole(LOW, { allow: ['VIEW_CHANNEL'] }), forRole(HIGH, { deny: ['VIEW_CHANNEL'] })]
    expect(inChannel(memberWith({}, { roles, roleIds: [LOW, HIGH] }), ...overrides).has('VIEW_CHANNEL')).toBe(false)
    expect(inChannel(memberWith({}, { roles, roleIds: [HIGH, LOW] }), ...overrides).has('VIEW_CHANNEL')).toBe(true)
  })

  test('the member’s own override wins over every role', () => {
    const overrides = [forMember(ME, { deny: ['SEND_MESSAGES'] }), forRole(HIGH, { allow: ['SEND_MESSAGES'] })]
    expect(inChannel(memberWith({}), ...overrides).has('SEND_MESSAGES')).toBe(false)
  })

  test('within one override denial wins', () => {
    const both: Change = { allow: ['MANAGE_MESSAGES'], deny: ['MANAGE_MESSAGES'] }
    expect(inChannel(memberWith({}), forMember(ME, both)).has('MANAGE_MESSAGES')).toBe(false)
  })

  test('overrides of other roles and other members count for nothing', () => {
    const other = '9'.repeat(24)
    const overrides = [forRole(other, { deny: ['VIEW_CHANNEL'] }), forMember(other, { deny: ['VIEW_CHANNEL'] })]
    expect(inChannel(memberWith({}), ...overrides).has('VIEW_CHANNEL')).toBe(true)
  })

  test('a role and a member of the same id are two targets', () => {
    expect(inChannel(memberWith({}), forRole(ME, { deny: ['VIEW_CHANNEL'] })).has('VIEW_CHANNEL')).toBe(true)
    expect(inChannel(memberWith({}), forMember(LOW, { deny: ['VIEW_CHANNEL'] })).has('VIEW_CHANNEL')).toBe(true)
  })

  test('a member whose roles name @everyone has its override applied again at its position', () => {
    const roles = [
      { _id: EVERYONE, permissions: [], position: 5 },
      { _id: LOW, permissions: [], position: 1 },
    ]
    const overrides = [forRole(EVERYONE, { deny: ['VIEW_CHANNEL'] }), forRole(LOW, { allow: ['VIEW_CHANNEL'] })]
    expect(inChannel(memberWith({}, { roles, roleIds: [EVERYONE, LOW] }), ...overrides).has('VIEW_CHANNEL')).toBe(false)
    expect(inChannel(memberWith({}, { roles, roleIds: [LOW] }), ...overrides).has('VIEW_CHANNEL')).toBe(true)
  })
})

describe('[PERM4] odd data', () => {
  test('of several overrides for one target the last counts alone', () => {
    const roleTwice = [forRole(LOW, { allow: ['MANAGE_MESSAGES'] }), forRole(LOW, { allow: ['MENTION_EVERYONE'] })]
    expect(inChannel(memberWith({}), ...roleTwice)).toEqual(
      new Set(['SEND_MESSAGES', 'VIEW_CHANNEL', 'MENTION_EVERYONE']),
    )
    const memberTwice = [forMember(ME, { deny: ['VIEW_CHANNEL'] }), forMember(ME, {})]
    expect(inChannel(memberWith({}), ...memberTwice).has('VIEW_CHANNEL')).toBe(true)
  })

  test('words outside the vocabulary count for nothing', () => {
    const member = memberWith({ low: ['CHANGE_NICKNAME', 'administrator', '__proto__', 'KICK_MEMBERS'] })
    expect(inChannel(member)).toEqual(new Set(['SEND_MESSAGES', 'VIEW_CHANNEL', 'KICK_MEMBERS']))
    expect(hasServerPermission(member, 'ADMINISTRATOR')).toBe(false)
  })

  test('roles that are gone count for nothing, and neither do their overrides', () => {
    const gone = '7'.repeat(24)
    const member = memberWith({}, { roleIds: [gone, EVERYONE] })
    expect(inChannel(member, forRole(gone, { deny: ['VIEW_CHANNEL'] })).has('VIEW_CHANNEL')).toBe(true)
  })

  test('without a role for @everyone there is only what is implied', () => {
    expect(inChannel(memberWith({}, { roles: [] }))).toEqual(new Set(['VIEW_CHANNEL']))
  })
})

describe('[PERM5] what counts for the whole server', () => {
  const serverWide = permissions.slice(0, 6)

  test('is given by no override, only what stands beside it', () => {
    const override = forMember(ME, { allow: [...serverWide, 'MANAGE_CHANNEL'] })
    expect(inChannel(memberWith({}), override)).toEqual(new Set(['SEND_MESSAGES', 'VIEW_CHANNEL', 'MANAGE_CHANNEL']))
  })

  test('is taken by none either', () => {
    const member = memberWith({ low: ['KICK_MEMBERS', 'CREATE_INVITE', 'MANAGE_STICKERS'] })
    const override = forRole(EVERYONE, { deny: [...serverWide, 'SEND_MESSAGES'] })
    expect(inChannel(member, override)).toEqual(
      new Set(['VIEW_CHANNEL', 'KICK_MEMBERS', 'CREATE_INVITE', 'MANAGE_STICKERS']),
    )
  })

  test('webhooks do not: they belong to a channel', () => {
    expect(inChannel(memberWith({}), forMember(ME, { allow: ['MANAGE_WEBHOOKS'] })).has('MANAGE_WEBHOOKS')).toBe(true)
    const denied = forRole(EVERYONE, { deny: ['MANAGE_WEBHOOKS'] })
    expect(inChannel(memberWith({ low: ['MANAGE_WEBHOOKS'] }), denied).has('MANAGE_WEBHOOKS')).toBe(false)
  })
})

describe('[PERM4] overrides and roles that are odd together', () => {
  test('a role held twice counts once', () => {
    const member = memberWith({}, { roleIds: [LOW, HIGH, LOW] })
    const overrides = [forRole(LOW, { deny: ['VIEW_CHANNEL'] }), forRole(HIGH, { allow: ['VIEW_CHANNEL'] })]
    expect(inChannel(member, ...overrides).has('VIEW_CHANNEL')).toBe(true)
  })

  test('an override without words changes nothing', () => {
    const overrides = [forRole(EVERYONE, {}), forRole(LOW, {}), forMember(ME, {})]
    expect(inChannel(memberWith({}), ...overrides)).toEqual(new Set(['SEND_MESSAGES', 'VIEW_CHANNEL']))
  })

  test('a later override gives back what an earlier one took, whatever it was', () => {
    const overrides = [
      forRole(EVERYONE, { deny: ['SEND_MESSAGES', 'VIEW_CHANNEL'] }),
      forMember(ME, { allow: ['SEND_MESSAGES'] }),
    ]
    expect(inChannel(memberWith({}), ...overrides)).toEqual(new Set(['SEND_MESSAGES']))
  })
})

test('[PERM3] working it out changes nothing of what it was given', () => {
  const member = memberWith({ low: ['KICK_MEMBERS'] })
  const overrides = [forRole(EVERYONE, { deny: ['VIEW_CHANNEL'] })]
  const before = structuredClone({ member, overrides })
  channelPermissions(member, overrides)
  expect({ member, overrides }).toEqual(before)
})
