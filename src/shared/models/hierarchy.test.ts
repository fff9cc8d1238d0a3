import { describe, expect, test } from 'vitest'
import { addedWords, assignRoles, mayGrant, outranks, rankOf, reorderRoles, standsAbove } from './hierarchy.ts'
import { roleId, userId } from './ids.ts'
import type { MemberGrants } from './permissions.ts'

const EVERYONE = roleId.parse('e'.repeat(24))
const OWNER_ROLE = '1'.repeat(24)
const LOW = '2'.repeat(24)
const MIDDLE = '5'.repeat(24)
const PEER = '6'.repeat(24)
const HIGH = '9'.repeat(24)
const GONE = 'f'.repeat(24)
const ELSEWHERE = 'd'.repeat(24)

const roles = [
  { _id: EVERYONE, permissions: ['SEND_MESSAGES'], position: 0 },
  { _id: OWNER_ROLE, permissions: ['ADMINISTRATOR'], position: 1 },
  { _id: LOW, permissions: ['ADD_REACTIONS', 'EMBED_LINKS'], position: 2 },
  { _id: MIDDLE, permissions: ['MANAGE_ROLES', 'KICK_MEMBERS', 'ADD_REACTIONS'], position: 5 },
  { _id: PEER, permissions: [], position: 5 },
  { _id: HIGH, permissions: ['MANAGE_SERVER'], position: 9 },
]

function holder(...roleIds: string[]): MemberGrants {
  return { userId: userId.parse('a'.repeat(24)), isOwner: false, everyoneRoleId: EVERYONE, roleIds, roles }
}

const owner: MemberGrants = { ...holder(), isOwner: true }
const manager = holder(EVERYONE, MIDDLE)
const administrator = holder(EVERYONE, OWNER_ROLE, PEER)

describe('[ROLE4] how high somebody stands', () => {
  test.each([
    ['nobody of the server', undefined, 0],
    ['a member without a role', holder(), 0],
    ['a member with @everyone alone', holder(EVERYONE), 0],
    ['one role', holder(EVERYONE, LOW), 2],
    ['the highest of several, whatever their order', holder(HIGH, EVERYONE, LOW), 9],
    ['a role that is gone counts for nothing', holder(GONE, LOW), 2],
    ['only a role that is gone', holder(GONE), 0],
    ['an owner without a role', owner, Number.POSITIVE_INFINITY],
    ['ADMINISTRATOR lifts nobody', holder(EVERYONE, OWNER_ROLE), 1],
  ])('%s', (_who, member, rank) => {
    expect(rankOf(member)).toBe(rank)
  })

  test('a role below 0 takes nobody below 0', () => {
    const below = [{ _id: LOW, permissions: [], position: -4 }]
    expect(rankOf({ ...holder(LOW), roles: below })).toBe(0)
  })
})

describe('[MEMB1] who stands above whom', () => {
  const people = { owner, high: holder(HIGH), manager, peer: holder(PEER), low: holder(LOW), plain: holder(EVERYONE) }
  test.each([
    ['owner', ['owner', 'high', 'manager', 'peer', 'low', 'plain']],
    ['high', ['manager', 'peer', 'low', 'plain']],
    ['manager', ['low', 'plain']],
    ['peer', ['low', 'plain']],
    ['low', ['plain']],
    ['plain', []],
  ] as const)('%s is above %j and nobody else', (actor, below) => {
    const found = Object.entries(people).filter(([, target]) => outranks(people[actor], target))
    expect(found.map(([name]) => name)).toEqual(below)
  })

  test('whoever holds a role is above somebody who is no member, others are not', () => {
    expect(outranks(owner, undefined)).toBe(true)
    expect(outranks(holder(LOW), undefined)).toBe(true)
    expect(outranks(holder(EVERYONE), undefined)).toBe(false)
  })
})

test.each([
  ['an owner', owner, [-1, 0, 1, 4.5, 5, 9, 1e6]],
  ['a manager', manager, [-1, 0, 1, 4.5]],
  ['an administrator', administrator, [-1, 0, 1, 4.5]],
  ['somebody without a role', holder(EVERYONE), [-1]],
])('[ROLE4] %s manages roles below the own rank', (_who, actor, below) => {
  expect([-1, 0, 1, 4.5, 5, 9, 1e6].filter((position) => standsAbove(actor, position))).toEqual(below)
})

test.each([
  ['a manager what they hold', manager, ['MANAGE_ROLES', 'KICK_MEMBERS', 'SEND_MESSAGES'], true],
  ['a manager nothing', manager, [], true],
  ['a manager no ADMINISTRATOR', manager, ['ADMINISTRATOR'], false],
  ['a manager nothing beyond', manager, ['KICK_MEMBERS', 'MANAGE_SERVER'], false],
  ['a manager sight of channels, as everybody has it', manager, ['VIEW_CHANNEL'], true],
  ['a manager words outside the vocabulary', manager, ['EMBED_LINKS', 'administrator', '__proto__'], true],
  ['an administrator everything', administrator, ['ADMINISTRATOR', 'MANAGE_SERVER', 'MENTION_EVERYONE'], true],
  ['an owner everything', owner, ['ADMINISTRATOR', 'MANAGE_SERVER', 'MENTION_EVERYONE'], true],
  ['somebody with a role that is gone nothing of it', holder(GONE), ['KICK_MEMBERS'], false],
])('[ROLE5] may hand out: %s', (_what, ...[actor, words, may]) => {
  expect(mayGrant(actor, words)).toBe(may)
})

test('[ROLE5] only words that come new are handed out', () => {
  expect(addedWords(['A', 'B'], ['B', 'C', 'A', 'D'])).toEqual(['C', 'D'])
  expect(addedWords(['A'], [])).toEqual([])
})

describe('[MEMB4] [MEMB5] the roles somebody is to have', () => {
  const tooHigh = { kind: 'tooHigh' }
  const elsewhere = { kind: 'elsewhere' }
  const assigned = (...roleIds: string[]): object => ({ kind: 'assigned', roleIds })
  const plain = holder(EVERYONE)

  test.each([
    ['an owner gives anything', owner, plain, [EVERYONE, HIGH, OWNER_ROLE], assigned(EVERYONE, HIGH, OWNER_ROLE)],
    ['an owner takes everything but @everyone', owner, holder(EVERYONE, HIGH, LOW), [], assigned(EVERYONE)],
    ['@everyone is put back', owner, holder(LOW), [LOW], assigned(EVERYONE, LOW)],
    ['each counts once', owner, plain, [LOW, EVERYONE, LOW, LOW], assigned(EVERYONE, LOW)],
    ['the order asked for is kept', owner, plain, [EVERYONE, HIGH, LOW], assigned(EVERYONE, HIGH, LOW)],
    ['what is gone drops out', owner, holder(EVERYONE, GONE, LOW), [EVERYONE, GONE, LOW], assigned(EVERYONE, LOW)],
    ['a role of elsewhere is none, not even for an owner', owner, plain, [EVERYONE, ELSEWHERE], elsewhere],
    ['what is gone cannot be given anew', owner, plain, [EVERYONE, GONE], elsewhere],
    ['a manager gives what is below', manager, plain, [EVERYONE, LOW], assigned(EVERYONE, LOW)],
    ['a manager takes what is below', manager, holder(EVERYONE, LOW), [EVERYONE], assigned(EVERYONE)],
    ['a manager gives none at the own rank', manager, plain, [EVERYONE, PEER], tooHigh],
    ['a manager gives none above', manager, plain, [EVERYONE, HIGH], tooHigh],
    ['a manager takes none above', manager, holder(EVERYONE, HIGH), [EVERYONE], tooHigh],
    ['a manager leaves what is above as it is', manager, holder(HIGH), [HIGH, LOW], assigned(EVERYONE, HIGH, LOW)],
    ['a manager gives no permission they lack, however low', manager, plain, [EVERYONE, OWNER_ROLE], tooHigh],
    ['a manager may take it', manager, holder(EVERYONE, OWNER_ROLE), [EVERYONE], assigned(EVERYONE)],
    ['an administrator may give it', administrator, plain, [OWNER_ROLE], assigned(EVERYONE, OWNER_ROLE)],
    ['an administrator is bound by rank', administrator, plain, [HIGH], tooHigh],
    ['a manager drops what is gone', manager, holder(EVERYONE, GONE), [EVERYONE], assigned(EVERYONE)],
    ['nothing changes', manager, holder(EVERYONE, HIGH), [EVERYONE, HIGH], assigned(EVERYONE, HIGH)],
  ])('%s', (_what, ...[actor, target, wanted, outcome]) => {
    expect(assignRoles(actor, target, wanted)).toEqual(outcome)
  })
})

describe('[ROLE7] the positions roles are to have', () => {
  const tooHigh = { kind: 'tooHigh' }
  const reordered = (...positions: [string, number][]): object => ({
    kind: 'reordered',
    positions: new Map(positions),
  })

  test.each([
    ['nothing', owner, [], reordered()],
    [
      'an owner moves anything anywhere',
      owner,
      [
        [HIGH, 1],
        [LOW, 90],
      ],
      reordered([HIGH, 1], [LOW, 90]),
    ],
    [
      '@everyone stays where it is',
      owner,
      [
        [EVERYONE, 50],
        [LOW, 3],
      ],
      reordered([LOW, 3]),
    ],
    ['@everyone stays for a manager, too, without a complaint', manager, [[EVERYONE, 50]], reordered()],
    [
      'an owner’s foreign role counts for nothing',
      owner,
      [
        [ELSEWHERE, 4],
        [LOW, 3],
      ],
      reordered([LOW, 3]),
    ],
    ['a manager’s foreign role is unknown', manager, [[ELSEWHERE, 4]], { kind: 'unknown' }],
    ['a manager moves below the own rank', manager, [[LOW, 4]], reordered([LOW, 4])],
    ['not up to the own rank', manager, [[LOW, 5]], tooHigh],
    ['not above it', manager, [[LOW, 6]], tooHigh],
    ['not the own role', manager, [[MIDDLE, 4]], tooHigh],
    ['not a role of the same rank', manager, [[PEER, 3]], tooHigh],
    ['not a role above', manager, [[HIGH, 3]], tooHigh],
    [
      'what keeps its position is passed over, above as well',
      manager,
      [
        [HIGH, 9],
        [MIDDLE, 5],
        [LOW, 3],
      ],
      reordered([LOW, 3]),
    ],
    [
      'one that is too high refuses the whole list',
      manager,
      [
        [LOW, 3],
        [HIGH, 8],
      ],
      tooHigh,
    ],
    ['an administrator is bound by rank', administrator, [[HIGH, 8]], tooHigh],
    ['nobody without a role moves anything', holder(EVERYONE), [[OWNER_ROLE, 2]], tooHigh],
  ] as [string, MemberGrants, [string, number][], object][])('%s', (_what, ...[actor, wanted, outcome]) => {
    expect(reorderRoles(actor, new Map(wanted))).toEqual(outcome)
  })
})

test('[ROLE4] working it out changes nothing of what it was given', () => {
  const before = structuredClone({ manager, roles })
  assignRoles(manager, holder(EVERYONE, LOW), [HIGH])
  reorderRoles(manager, new Map([[LOW, 3]]))
  expect({ manager, roles }).toEqual(before)
})
