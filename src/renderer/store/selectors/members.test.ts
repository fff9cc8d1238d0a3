import { expect, test } from 'vitest'
import {
  channelIdOf,
  exampleMember,
  examplePerson,
  examplePlace,
  exampleRole,
  exampleState,
  roleIdOf,
  serverIdOf,
  userIdOf,
} from '../../fixtures/records.ts'
import type { AccountState } from '../state.ts'
import { mayInServer, memberGroups, roleColors } from './members.ts'

const place = examplePlace({
  roles: [exampleRole(0), exampleRole(1), exampleRole(3), exampleRole(2)],
  members: [
    exampleMember(1, { roleIds: [roleIdOf(0), roleIdOf(1), roleIdOf(2)] }),
    exampleMember(2, { roleIds: [roleIdOf(0)] }),
    exampleMember(3, { roleIds: [roleIdOf(1)] }),
    exampleMember(4, { userId: examplePerson(4, { isBot: true }) }),
    exampleMember(5, { roleIds: [roleIdOf(3)] }),
    // A webhook, and an account that is gone: neither is a person in the list.
    exampleMember(6, { channelId: channelIdOf(1) }),
    exampleMember(7, { userId: null, roleIds: [roleIdOf(3)] }),
  ],
})

const shown = (online: AccountState['online']): unknown =>
  memberGroups(place, { online, people: {} }).map(({ kind, name, people }) => [
    kind,
    name,
    people.map(({ username }) => username),
  ])

test('names have the colour of the highest role, and none without one', () => {
  expect([...roleColors(place)]).toEqual([
    [userIdOf(1), '#000002'],
    [userIdOf(3), '#000001'],
    [userIdOf(5), '#000003'],
  ])
  expect(roleColors(undefined).size).toBe(0)
})

test('who is here stands under the highest role, then the others, bots, and who is away', () => {
  const online = { [userIdOf(1)]: true, [userIdOf(2)]: true, [userIdOf(3)]: true, [userIdOf(4)]: true } as const
  expect(shown(online)).toEqual([
    ['role', 'role-2', ['user-1']],
    ['role', 'role-1', ['user-3']],
    ['online', '', ['user-2']],
    ['bots', '', ['user-4']],
    ['offline', '', ['user-5']],
  ])
})

test('[rule 19] while nobody can know who is here, nobody is said to be away', () => {
  expect(shown(null)).toEqual([['unknown', '', ['user-1', 'user-2', 'user-3', 'user-4', 'user-5']]])
})

test('somebody who has another name by now stands there under it, and a bot among the bots', () => {
  const people = {
    [userIdOf(2)]: examplePerson(2, { username: 'renamed' }),
    [userIdOf(5)]: examplePerson(5, { isBot: true }),
  }
  const online = { [userIdOf(2)]: true, [userIdOf(5)]: true } as const
  const groups = memberGroups(place, { online, people }).map(({ kind, people: all }) => [
    kind,
    all.map((one) => one.username),
  ])
  expect(groups.slice(0, 2)).toEqual([
    ['online', ['renamed']],
    ['bots', ['user-5']],
  ])
})

test('an empty server has no groups, known or not', () => {
  expect(memberGroups(examplePlace(), { online: {}, people: {} })).toEqual([])
  expect(memberGroups(examplePlace(), { online: null, people: {} })).toEqual([])
  expect(memberGroups(undefined, { online: {}, people: {} })).toEqual([])
})

test.each([
  { who: 'the owner', me: { isOwner: true }, words: [], may: true },
  { who: 'whoever has a role that may', me: { roleIds: [roleIdOf(1)] }, words: ['MANAGE_STICKERS'], may: true },
  { who: 'a role that may something else', me: { roleIds: [roleIdOf(1)] }, words: ['MANAGE_ROLES'], may: false },
  { who: 'whoever lacks that role', me: {}, words: ['MANAGE_STICKERS'], may: false },
])('[STICK1] stickers of a server are managed by $who: $may', ({ me, words, may }) => {
  const members = [exampleMember(2, { isOwner: true }), exampleMember(1, me)]
  const roles = [exampleRole(0), exampleRole(1, { permissions: words })]
  const state = exampleState({ places: { [serverIdOf(1)]: examplePlace({ roles, members }) } })
  expect(mayInServer(state, serverIdOf(1), 'MANAGE_STICKERS')).toBe(may)
  expect(mayInServer(exampleState(), serverIdOf(1), 'MANAGE_STICKERS')).toBe(false)
})
