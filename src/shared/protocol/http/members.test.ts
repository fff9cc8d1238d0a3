import { expect, test } from 'vitest'
import { memberNotificationBody, memberRolesBody } from './members.ts'

test('[MEMB5] the roles of a member are a list', () => {
  expect(memberRolesBody.parse({ roleIds: ['x', 'x'], isOwner: true })).toEqual({ roleIds: ['x', 'x'] })
  for (const body of [undefined, [], {}, { roleIds: null }, { roleIds: 'x' }, { roleIds: [5] }]) {
    expect(memberRolesBody.safeParse(body).success).toBe(false)
  }
})

test('[MEMB7] a level is one of three, or not mentioned', () => {
  for (const level of ['ALL_MESSAGES', 'MENTIONS_ONLY', 'MUTE']) {
    expect(memberNotificationBody.parse({ notificationLevel: level })).toEqual({ notificationLevel: level })
  }
  expect(memberNotificationBody.parse({ level: 'MUTE' })).toEqual({})
})

test.each(['DEFAULT', 'mute', '', null, 5])('[MEMB7] %j is none', (level) => {
  const { error } = memberNotificationBody.safeParse({ notificationLevel: level })
  expect(error?.issues[0]?.path).toEqual(['notificationLevel'])
})

test.each([undefined, [], 'MUTE'])('[MEMB7] %j is no body', (body) => {
  expect(memberNotificationBody.safeParse(body).success).toBe(false)
})
