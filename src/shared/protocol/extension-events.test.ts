import { expect, test } from 'vitest'
import { gatewayEvents } from './events.ts'
import { extensionEvents, extensionOf, isExtensionEventName } from './extension-events.ts'

const [alice, general, newest] = ['a', 'b', 'c'].map((letter) => letter.repeat(24))

test('[EXT2] an event of an extension is none of the protocol, and says to which extension it belongs', () => {
  expect(Object.keys(extensionEvents).filter((name) => name in gatewayEvents)).toEqual([])
  expect(Object.keys(extensionOf)).toEqual(Object.keys(extensionEvents))
  expect(Object.keys(extensionEvents).every(isExtensionEventName)).toBe(true)
  expect(['toString', '__proto__', 'MESSAGE_CREATE', 'typing'].some(isExtensionEventName)).toBe(false)
})

test('[EXT2] a payload that does not fit is told apart from one that does', () => {
  const { READ_STATE_UPDATE, TYPING_START, USER_UPDATE } = extensionEvents
  expect(READ_STATE_UPDATE.safeParse({ channelId: general, lastReadMessageId: newest }).success).toBe(true)
  expect(READ_STATE_UPDATE.safeParse({ channelId: general, lastReadMessageId: null }).success).toBe(false)
  expect(TYPING_START.safeParse({ channelId: general, userId: alice }).success).toBe(true)
  expect(TYPING_START.safeParse({ channelId: general }).success).toBe(false)
  const person = { _id: alice, username: 'alice', discriminator: '0001', createdAt: '2027-01-01T00:00:00.000Z' }
  expect(USER_UPDATE.parse({ ...person, email: 'alice@example.test' })).toEqual({ ...person, isBot: false })
})
