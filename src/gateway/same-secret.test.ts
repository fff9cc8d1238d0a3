import { expect, test } from 'vitest'
import { sameSecret } from './same-secret.ts'

test('[SVC1] only the secret itself is the secret', () => {
  expect(sameSecret('ünïcode 密', 'ünïcode 密')).toBe(true)
  for (const brought of [undefined, null, 5, '', [], ['secret'], { length: 6 }, 'secre', 'secret ', 'SECRET']) {
    expect(sameSecret(brought, 'secret')).toBe(false)
  }
})
