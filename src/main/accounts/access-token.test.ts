import { expect, test } from 'vitest'
import { readAccessToken } from './access-token.ts'

const CAME_AT_MS = 5_000

function tokenOf(claims: object): string {
  const part = (words: object): string => Buffer.from(JSON.stringify(words)).toString('base64url')
  return `${part({ alg: 'HS256' })}.${part(claims)}.signature`
}

test.each([
  ['as here', 1_700_000_000],
  ['a day ahead', 1_700_086_400],
  ['twenty years back', 1_070_000_000],
])(
  '[rule 21] a token is good for as long as it says from when it came, whatever the clocks say: %s',
  (_case, issuedAt) => {
    const { staleAtMs } = readAccessToken(tokenOf({ iat: issuedAt, exp: issuedAt + 900 }), CAME_AT_MS)
    expect(staleAtMs).toBe(CAME_AT_MS + 890_000)
  },
)

test('a token that says nothing of its time is used until it is refused', () => {
  expect(readAccessToken('opaque', CAME_AT_MS).staleAtMs).toBe(Infinity)
  expect(readAccessToken(tokenOf({}), CAME_AT_MS).staleAtMs).toBe(Infinity)
})
