import { expect, test } from 'vitest'
import { createInviteBody } from './invites.ts'

const accepts = (expiresAt: unknown): boolean => createInviteBody.safeParse({ expiresAt }).success

test.each([
  '2027-01-31T12:00Z',
  '2027-01-31T12:00:00Z',
  '2027-01-31T12:00:00.5Z',
  '2027-01-31T12:00:00.123456Z',
  '2028-02-29T23:59:59Z',
  '1999-12-31T00:00Z',
])('[SRV4] %s is a moment', (text) => {
  expect(accepts(text)).toBe(true)
})

test.each([
  '2027-02-29T12:00Z',
  '2027-13-01T12:00Z',
  '2027-04-31T12:00Z',
  '2027-01-31T24:00Z',
  '2027-01-31T12:60Z',
  '2027-01-31T12:00',
  '2027-01-31T12:00+02:00',
  '2027-01-31t12:00z',
  '2027-01-31 12:00Z',
  '2027-01-31',
  'tomorrow',
  '',
  null,
  1_800_000_000_000,
])('[SRV4] %j is none', (text) => {
  expect(accepts(text)).toBe(false)
})

test('[SRV4] uses are a whole number, 0 is without limit, and both may be missing', () => {
  expect([{}, { maxUses: 0 }, { maxUses: 5 }].every((body) => createInviteBody.safeParse(body).success)).toBe(true)
  expect(
    [{ maxUses: -1 }, { maxUses: 1.5 }, { maxUses: '1' }, undefined].some(
      (body) => createInviteBody.safeParse(body).success,
    ),
  ).toBe(false)
})
