import fc from 'fast-check'
import { expect, test } from 'vitest'
import { addedWords, assignRoles, mayGrant, outranks, rankOf, reorderRoles, standsAbove } from './hierarchy.ts'
import { roleId, userId } from './ids.ts'
import { hasServerPermission, permissions, type MemberGrants } from './permissions.ts'

const EVERYONE = roleId.parse('e'.repeat(24))
const OTHERS = ['1', '2', '3', '4', '5'].map((digit) => digit.repeat(24))

type Role = MemberGrants['roles'][number]
/** Everybody of a server. The first of them is who tries things, and no owner. */
type World = readonly [MemberGrants, ...MemberGrants[]]

const someWords = fc.subarray([...permissions.slice(0, 5), 'VIEW_CHANNEL', 'EMBED_LINKS'])
const somePosition = fc.integer({ min: 1, max: 8 })
const someRole = fc.constantFrom(EVERYONE, ...OTHERS)
const someRoles = fc.subarray([EVERYONE, ...OTHERS])
const fewRoles = fc.subarray([EVERYONE, ...OTHERS], { maxLength: 2 })

const member = (roles: readonly Role[], roleIds: readonly string[], isOwner = false): MemberGrants => ({
  userId: userId.parse('a'.repeat(24)),
  isOwner,
  everyoneRoleId: EVERYONE,
  roleIds,
  roles,
})

const worlds: fc.Arbitrary<World> = fc
  .record({
    everyone: someWords,
    others: fc.tuple(
      ...OTHERS.map((_id) => fc.record({ _id: fc.constant(_id), permissions: someWords, position: somePosition })),
    ),
    held: fc.tuple(someRoles, someRoles, someRoles),
    hasOwner: fc.boolean(),
  })
  .map(({ everyone, others, held: [first, second, third], hasOwner }) => {
    const roles = [{ _id: EVERYONE, permissions: everyone, position: 0 }, ...others]
    return [member(roles, first), member(roles, second), member(roles, third, hasOwner)]
  })

/** The world after the first of it tried something, as the gateway's services decide it. */
type Attempt = (world: World) => World

const withMembers = ([first, ...rest]: World, change: (each: MemberGrants) => MemberGrants): World => [
  change(first),
  ...rest.map(change),
]

const withRoles = (world: World, change: (role: Role) => readonly Role[]): World =>
  withMembers(world, (each) => ({ ...each, roles: each.roles.flatMap(change) }))

/** Gives what somebody has not, and takes what they have, of these. */
function assign(world: World, at: number, ids: readonly string[]): World {
  const [actor] = world
  const target = world[at]
  if (target === undefined || !outranks(actor, target)) return world
  const kept = target.roleIds.filter((id) => !ids.includes(id))
  const given = ids.filter((id) => !target.roleIds.includes(id))
  const outcome = assignRoles(actor, target, [...kept, ...given])
  if (outcome.kind !== 'assigned') return world
  return withMembers(world, (each) => (each === target ? { ...each, roleIds: outcome.roleIds } : each))
}

function reorder(world: World, wanted: readonly (readonly [string, number])[]): World {
  const outcome = reorderRoles(world[0], new Map(wanted))
  if (outcome.kind !== 'reordered') return world
  return withRoles(world, (role) => [{ ...role, position: outcome.positions.get(role._id) ?? role.position }])
}

function edit(world: World, id: string, words: readonly string[]): World {
  const [actor] = world
  return withRoles(world, (role) => {
    const may = standsAbove(actor, role.position) && mayGrant(actor, addedWords(role.permissions, words))
    return [role._id === id && may ? { ...role, permissions: words } : role]
  })
}

const remove = (world: World, id: string): World =>
  withRoles(world, (role) => (role._id === id && standsAbove(world[0], role.position) ? [] : [role]))

const attempts: fc.Arbitrary<Attempt> = fc.oneof(
  fc.tuple(fc.nat({ max: 2 }), fewRoles).map(
    ([at, ids]): Attempt =>
      (world) =>
        assign(world, at, ids),
  ),
  fc.array(fc.tuple(someRole, somePosition)).map(
    (wanted): Attempt =>
      (world) =>
        reorder(world, wanted),
  ),
  fc.tuple(someRole, someWords).map(
    ([id, words]): Attempt =>
      (world) =>
        edit(world, id, words),
  ),
  fc.constantFrom(...OTHERS).map(
    (id): Attempt =>
      (world) =>
        remove(world, id),
  ),
)

const powersOf = (who: MemberGrants): ReadonlySet<string> =>
  new Set(permissions.filter((word) => word !== 'VIEW_CHANNEL' && hasServerPermission(who, word)))

/** What of `after` went wrong, as a sentence; undefined where nothing did. */
function complaint(manager: MemberGrants, before: MemberGrants, after: MemberGrants): string | undefined {
  const gained = [...powersOf(after)].filter((word) => !powersOf(before).has(word) && !powersOf(manager).has(word))
  if (gained.length > 0) return `gained ${gained.join()}`
  const isOutOfReach = before.isOwner || rankOf(before) >= rankOf(manager)
  if (isOutOfReach && rankOf(after) !== rankOf(before)) return 'moved from out of reach'
  if (isOutOfReach && after.roleIds.join() !== before.roleIds.join()) return 'got other roles out of reach'
  if (rankOf(after) > rankOf(before) && rankOf(after) >= rankOf(manager)) return 'rose to the manager'
  return undefined
}

test('[ROLE4] [ROLE5] [MEMB4] whatever a manager tries, nobody gains what the manager lacks or rises as high', () => {
  fc.assert(
    fc.property(worlds, fc.array(attempts, { maxLength: 12 }), (before, tries) => {
      const after = tries.reduce((world, attempt) => attempt(world), before)
      const complaints = before.map((was, index) => complaint(before[0], was, after[index] ?? was))
      expect(complaints).toEqual(before.map(() => undefined))
    }),
    { numRuns: 2_000 },
  )
})
