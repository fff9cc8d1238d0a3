import { expect, test } from 'vitest'
import { openSession, type Surroundings } from './open-session.ts'

interface Page extends Surroundings {
  readonly addresses: string[]
  readonly asked: string[]
}

function pageAt(hash: string, answer: { readonly status: number; readonly body: object }, kept?: string): Page {
  const addresses: string[] = []
  const asked: string[] = []
  let token = kept
  return {
    addresses,
    asked,
    location: { hash, pathname: '/__mew/inspector/' },
    history: { replaceState: (_state, _title, url) => void addresses.push(String(url)) },
    storage: {
      getItem: () => token ?? null,
      setItem: (_key, value) => {
        token = value
      },
      removeItem: () => {
        token = undefined
      },
    },
    fetch: (_input, init) => {
      asked.push(typeof init?.body === 'string' ? init.body : '')
      return Promise.resolve(Response.json(answer.body, { status: answer.status }))
    },
  }
}

const given = { status: 200, body: { token: 'fresh' } }
const refused = { status: 401, body: { message: 'This code has been used' } }

test('[INSP1] a code is exchanged for a token that the page keeps, and leaves the address', async () => {
  const page = pageAt('#code=abc', given)
  expect(await openSession(page)).toEqual({ token: 'fresh' })
  expect([page.asked, page.addresses]).toEqual([['{"code":"abc"}'], ['/__mew/inspector/']])
  expect(page.storage.getItem('')).toBe('fresh')
})

test('[INSP1] without a code the page has the token of before, or says that it needs one', async () => {
  const page = pageAt('', given, 'of before')
  expect(await openSession(page)).toEqual({ token: 'of before' })
  expect(page.asked).toEqual([])
  expect(await openSession(pageAt('', given))).toEqual({ refused: 'This address has no code.' })
})

test('[INSP1] a code that is none opens nothing', async () => {
  const page = pageAt('#code=abc', refused)
  expect(await openSession(page)).toEqual({ refused: 'This code has been used.' })
  expect(page.storage.getItem('')).toBeNull()
})
