import { expect, test } from 'vitest'
import { createPasswords, PASSWORD_COST } from './passwords.ts'

const cheap = createPasswords({ N: 16, r: 1, p: 1 })

test('[AUTH3] a password is known again and no other is', async () => {
  const hash = await cheap.hash('correct horse')
  expect(await cheap.verify('correct horse', hash)).toBe(true)
  expect(await cheap.verify('correct horsf', hash)).toBe(false)
  expect(await cheap.verify('', hash)).toBe(false)
})

test('[AUTH3] the same password never has the same hash, which tells nothing but its cost', async () => {
  const [one, other] = [await cheap.hash('correct horse'), await cheap.hash('correct horse')]
  expect(one).not.toBe(other)
  expect(one).toMatch(/^scrypt\$16\$1\$1\$[\w-]{22}\$[\w-]{43}$/)
})

test('[AUTH3] without a hash nothing is right', async () => {
  expect(await cheap.verify('nobody has this password', null)).toBe(false)
  expect(await cheap.verify('', null)).toBe(false)
})

test('[AUTH3] a long password counts to its last character, and the two ways to write é are one', async () => {
  const long = 'x'.repeat(1023)
  const hash = await cheap.hash(`${long}a`)
  expect(await cheap.verify(`${long}b`, hash)).toBe(false)
  expect(await cheap.verify('e\u0301tude mineure', await cheap.hash('\u00e9tude mineure'))).toBe(true)
})

test('[AUTH3] a hash of an older cost is still understood', async () => {
  const hash = await createPasswords({ N: 32, r: 2, p: 1 }).hash('correct horse')
  expect(await cheap.verify('correct horse', hash)).toBe(true)
})

test('[AUTH3] the real cost is the one of the security rules', async () => {
  expect(PASSWORD_COST).toEqual({ N: 16_384, r: 8, p: 5 })
  expect(await createPasswords(PASSWORD_COST).verify('x', null)).toBe(false)
})
