import { expect, test } from 'vitest'
import { changePasswordBody, searchUsersQuery, updateNotificationSettingsBody, updateProfileBody } from './users.ts'

test('[USER2] a new name is trimmed, and what else is sent is passed over', () => {
  expect(updateProfileBody.parse({ username: ' dora ', email: 'evil@b.co', isBot: true })).toEqual({ username: 'dora' })
  expect(updateProfileBody.parse({})).toEqual({})
  for (const username of [null, 5, 'ab', ' ab ', 'x'.repeat(33)]) {
    expect(updateProfileBody.safeParse({ username }).success).toBe(false)
  }
})

test.each([
  [{ oldPassword: '', newPassword: 'long enough' }, 'Old password is required'],
  [{ oldPassword: 'x', newPassword: 'short' }, 'New password must be at least 8 characters long'],
  [{ oldPassword: 'x', newPassword: 'x'.repeat(1025) }, 'New password must be at most 1,024 characters long'],
])('[USER4] %j is refused', (body, text) => {
  expect(changePasswordBody.safeParse(body).error?.issues[0]?.message).toBe(text)
})

test.each([
  [{}, true],
  [{ soundVolume: 0 }, true],
  [{ soundVolume: 1, soundEnabled: false, desktopEnabled: true }, true],
  [{ soundVolume: 1.01 }, false],
  [{ soundVolume: -0.01 }, false],
  [{ soundVolume: '1' }, false],
  [{ soundVolume: null }, false],
  [{ soundEnabled: 'true' }, false],
  [{ desktopEnabled: 1 }, false],
])('[USER6] %j as settings: %s', (body, fits) => {
  expect(updateNotificationSettingsBody.safeParse(body).success).toBe(fits)
})

test('[USER7] a question is one text of at most a hundred characters', () => {
  expect(searchUsersQuery.parse({ p: 1 })).toEqual({ q: '' })
  expect(searchUsersQuery.safeParse({ q: 'x'.repeat(100) }).success).toBe(true)
  expect(searchUsersQuery.safeParse({ q: 'x'.repeat(101) }).success).toBe(false)
  expect(searchUsersQuery.safeParse({ q: ['a', 'b'] }).success).toBe(false)
})
