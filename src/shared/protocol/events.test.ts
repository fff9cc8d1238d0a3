import { expect, test } from 'vitest'
import { gatewayEvents, isGatewayEventName } from './events.ts'

test('[CONN2] a name that is no event is not taken for one, whatever objects bring along', () => {
  expect(Object.keys(gatewayEvents).every(isGatewayEventName)).toBe(true)
  expect(['toString', 'constructor', '__proto__', 'MESSAGE_DELETE', 'Ready', ''].some(isGatewayEventName)).toBe(false)
})

test('[CONN2] an event whose payload does not fit is told apart from one that does', () => {
  const alice = 'a'.repeat(24)
  expect(gatewayEvents.PRESENCE_UPDATE.safeParse({ userId: alice, status: 'online' }).success).toBe(true)
  expect(gatewayEvents.PRESENCE_UPDATE.safeParse({ userId: alice, status: 'away' }).success).toBe(false)
  expect(gatewayEvents.PRESENCE_INITIAL_STATE.safeParse([alice]).success).toBe(true)
  expect(gatewayEvents.PRESENCE_INITIAL_STATE.safeParse(alice).success).toBe(false)
  expect(gatewayEvents.ready.safeParse(undefined).success).toBe(true)
})
