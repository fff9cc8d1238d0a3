import { describe, expect, test } from 'vitest'
import { roleId, userId } from '#shared/models/ids.ts'
import type { MemberGrants, Permission, PermissionOverride } from '#shared/models/permissions.ts'
import { demandNoLockOut, demandOnlyHeld, mergeOverrides } from './override-rules.ts'

const EVERYONE = roleId.parse('e'.repeat(24))
const ME = userId.parse('a'.repeat(24))
const KEEPER = '1'.repeat(24)

/** A member whose role manages the channel. */
function keeper(more: Partial<MemberGrants> = {}, words: readonly string[] = ['MANAGE_CHANNEL']): MemberGrants {
  return {
    userId: ME,
    isOwner: false,
    everyoneRoleId: EVERYONE,
    roleIds: [EVERYONE, KEEPER],
    roles: [
      { _id: EVERYONE, permissions: ['SEND_MESSAGES'], position: 0 },
      { _id: KEEPER, permissions: words, position: 1 },
    ],
    ...more,
  }
}

type Words = Partial<Pick<PermissionOverride, 'allow' | 'deny'>>

const forRole = (targetId: string, words: Words): PermissionOverride => ({
  targetType: 'role',
  targetId,
  allow: [],
  deny: [],
  ...words,
})
const forMember = (targetId: string, words: Words): PermissionOverride => ({
  ...forRole(targetId, words),
  targetType: 'member',
})

function refusalOf(rule: () => void): string | undefined {
  try {
    rule()
    return undefined
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
}

test('[OVER2] of several overrides for one target the last stays, where it stands, and no word stands twice', () => {
  const first = forRole(KEEPER, { allow: ['SEND_MESSAGES'] })
  const between = forMember(KEEPER, { deny: ['ATTACH_FILES', 'ATTACH_FILES'] })
  const last = forRole(KEEPER, { allow: ['ADD_REACTIONS', 'VIEW_CHANNEL', 'ADD_REACTIONS'] })
  expect(mergeOverrides([first, between, last])).toEqual([
    forMember(KEEPER, { deny: ['ATTACH_FILES'] }),
    forRole(KEEPER, { allow: ['ADD_REACTIONS', 'VIEW_CHANNEL'] }),
  ])
  expect(mergeOverrides([])).toEqual([])
})

describe('[OVER3] locking oneself out', () => {
  const denied: Words = { deny: ['MANAGE_CHANNEL'] }
  const isRefused = (member: MemberGrants, ...wanted: PermissionOverride[]): boolean =>
    refusalOf(() => {
      demandNoLockOut(member, wanted)
    }) === 'You cannot submit changes that would remove your own MANAGE_CHANNEL permission.'

  test('is refused by whichever override it would come about', () => {
    expect(isRefused(keeper(), forMember(ME, denied))).toBe(true)
    expect(isRefused(keeper(), forRole(KEEPER, denied))).toBe(true)
    expect(isRefused(keeper(), forRole(EVERYONE, denied))).toBe(true)
    expect(isRefused(keeper({}, []))).toBe(true)
  })

  test('is none where another override gives it back, or takes something else', () => {
    const back = forRole(KEEPER, { allow: ['MANAGE_CHANNEL'] })
    expect(isRefused(keeper(), forRole(EVERYONE, denied), back)).toBe(false)
    expect(isRefused(keeper(), forMember(ME, { deny: ['VIEW_CHANNEL'] }))).toBe(false)
    expect(isRefused(keeper({}, []), forMember(ME, { allow: ['MANAGE_CHANNEL'] }))).toBe(false)
  })

  test('is none for owners and administrators, who stay what they are', () => {
    expect(isRefused(keeper({ isOwner: true }), forMember(ME, denied))).toBe(false)
    expect(isRefused(keeper({}, ['ADMINISTRATOR']), forMember(ME, denied), forRole(EVERYONE, denied))).toBe(false)
  })

  test('is not helped by an override that hands out ADMINISTRATOR', () => {
    expect(isRefused(keeper({}, []), forMember(ME, { allow: ['ADMINISTRATOR'] }))).toBe(true)
  })
})

describe('[OVER4] giving', () => {
  /** What is missing to go from one list to the other. */
  const missing = (
    member: MemberGrants,
    before: PermissionOverride[],
    after: PermissionOverride[],
  ): string | undefined =>
    refusalOf(() => {
      demandOnlyHeld(member, { before, after })
    })?.split('You do not have the required permission: ')[1]

  const other = '9'.repeat(24)
  const gives = (...allow: Permission[]): PermissionOverride[] => [forMember(other, { allow })]
  const takes = (...deny: Permission[]): PermissionOverride[] => [forMember(other, { deny })]

  test('what one holds is free, what one lacks is refused by name', () => {
    expect(missing(keeper(), [], gives('SEND_MESSAGES', 'VIEW_CHANNEL', 'MANAGE_CHANNEL'))).toBeUndefined()
    expect(missing(keeper(), [], gives('SEND_MESSAGES', 'MANAGE_MESSAGES'))).toBe('MANAGE_MESSAGES')
    expect(missing(keeper(), [], gives('ADMINISTRATOR'))).toBe('ADMINISTRATOR')
  })

  test('what stood there may stay, and may go to nobody else', () => {
    expect(missing(keeper(), gives('MANAGE_MESSAGES'), gives('MANAGE_MESSAGES', 'SEND_MESSAGES'))).toBeUndefined()
    const everybody = [forRole(EVERYONE, { allow: ['MANAGE_MESSAGES'] })]
    expect(missing(keeper(), gives('MENTION_EVERYONE'), [forRole(EVERYONE, { allow: ['MENTION_EVERYONE'] })])).toBe(
      'MENTION_EVERYONE',
    )
    // Held by @everyone's override, and so by oneself.
    expect(missing(keeper(), everybody, [...everybody, ...gives('MANAGE_MESSAGES')])).toBeUndefined()
  })

  test('a denial is lifted only by who holds what was denied, also when the whole override goes', () => {
    expect(missing(keeper(), takes('MANAGE_MESSAGES'), [])).toBe('MANAGE_MESSAGES')
    expect(missing(keeper(), takes('MANAGE_MESSAGES'), takes('SEND_MESSAGES'))).toBe('MANAGE_MESSAGES')
    expect(missing(keeper(), takes('SEND_MESSAGES'), [])).toBeUndefined()
    const hidden = [forRole(EVERYONE, { deny: ['VIEW_CHANNEL'] })]
    expect(missing(keeper(), hidden, [])).toBe('VIEW_CHANNEL')
  })

  test('taking is free', () => {
    expect(missing(keeper(), [], takes('MANAGE_MESSAGES', 'SEND_MESSAGES'))).toBeUndefined()
    expect(missing(keeper(), gives('MANAGE_MESSAGES'), [])).toBeUndefined()
  })

  test('owners and administrators give whatever they like', () => {
    for (const member of [keeper({ isOwner: true }), keeper({}, ['ADMINISTRATOR'])]) {
      expect(missing(member, takes('MENTION_EVERYONE'), gives('ADMINISTRATOR'))).toBeUndefined()
    }
  })
})
