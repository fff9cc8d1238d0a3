import { expect, test } from 'vitest'
import { createRoleBody, rolePositionsBody, updateRoleBody } from './roles.ts'

const stockWords = ['CHANGE_NICKNAME', 'MANAGE_NICKNAMES', 'EMBED_LINKS', 'READ_MESSAGE_HISTORY', 'SEND_MESSAGES']

test('[ROLE1] a role is made of name, permissions, colour and position; all else is dropped', () => {
  const body = { name: 'Crew', permissions: stockWords, color: '#123456', position: 10 }
  expect(createRoleBody.parse({ ...body, isDefault: true, serverId: 'x', _id: 'y', $set: {} })).toEqual(body)
  expect(createRoleBody.parse({ name: 'x'.repeat(100) })).toEqual({ name: 'x'.repeat(100) })
})

test('[ROLE3] a change writes name, permissions and colour only', () => {
  const body = { name: 'Crew', permissions: [], color: 'teal' }
  expect(updateRoleBody.parse({ ...body, position: 99, isDefault: true, serverId: 'x', $set: { name: 'y' } })).toEqual(
    body,
  )
  expect(updateRoleBody.parse({})).toEqual({})
})

test('[ROLE1] [ROLE3] half a character is replaced at once', () => {
  const [given, kept] = ['x\ud83d', 'x\ufffd']
  const body = { name: given, permissions: [given], color: given }
  expect(createRoleBody.parse(body)).toEqual({ name: kept, permissions: [kept], color: kept })
  expect(updateRoleBody.parse(body)).toEqual({ name: kept, permissions: [kept], color: kept })
})

const unfit = [
  { name: '' },
  { name: null },
  { name: 5 },
  { name: 'x'.repeat(101) },
  { permissions: null },
  { permissions: 'KICK_MEMBERS' },
  { permissions: [5] },
  { permissions: [null] },
  { permissions: ['x'.repeat(65)] },
  { permissions: Array.from({ length: 101 }, (_, index) => `W${index}`) },
  { color: 5 },
  { color: 'x'.repeat(33) },
]

test.each(unfit)('[ROLE1] [ROLE3] %j fits neither', (fields) => {
  expect(createRoleBody.safeParse({ name: 'x', ...fields }).success).toBe(false)
  expect(updateRoleBody.safeParse(fields).success).toBe(false)
})

test.each([0, -1, 1.5, '2', null, Number.NaN, Number.POSITIVE_INFINITY])('[ROLE1] %j is no position', (position) => {
  expect(createRoleBody.safeParse({ name: 'x', position }).success).toBe(false)
})

test.each([undefined, [], 'Crew', {}])('[ROLE1] %j makes no role', (body) => {
  expect(createRoleBody.safeParse(body).success).toBe(false)
})

test('[ROLE7] positions are a list; what else an entry holds is dropped', () => {
  expect(rolePositionsBody.parse([{ roleId: 'x', position: -3.5, name: 'y' }, { roleId: 'z' }])).toEqual([
    { roleId: 'x', position: -3.5 },
    { roleId: 'z' },
  ])
  expect(rolePositionsBody.parse([])).toEqual([])
})

test.each([
  undefined,
  {},
  'x',
  [null],
  ['x'],
  [{ position: 3 }],
  [{ roleId: 5 }],
  [{ roleId: 'x', position: '3' }],
  [{ roleId: 'x', position: null }],
])('[ROLE7] %j is no list of positions', (body) => {
  expect(rolePositionsBody.safeParse(body).success).toBe(false)
})
