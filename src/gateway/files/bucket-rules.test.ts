import { expect, test } from 'vitest'
import { bucketOrigins, bucketRules } from './bucket-rules.ts'

const own = ['https://chat.test/', 'no address', 'http://mew-1.localhost:3000']

const cases: readonly (readonly [string, Omit<Parameters<typeof bucketOrigins>[0], 'own'>, readonly string[]])[] = [
  [
    'those of its own variable, and no others',
    { ofStore: ['https://a.test'], ofGateway: ['https://b.test'] },
    ['https://a.test'],
  ],
  [
    'those of the gateway and its own pages',
    { ofStore: undefined, ofGateway: ['https://b.test', 'https://chat.test'] },
    ['https://b.test', 'https://chat.test', 'http://mew-1.localhost:3000'],
  ],
  [
    'its own pages, where there are no others',
    { ofStore: undefined, ofGateway: [] },
    ['https://chat.test', 'http://mew-1.localhost:3000'],
  ],
  [
    'this machine and the app, where nothing is said',
    { ofStore: undefined, ofGateway: undefined },
    ['http://localhost:*', 'http://127.0.0.1:*', 'app://bundle', 'https://chat.test', 'http://mew-1.localhost:3000'],
  ],
  ['all, where one of them is the star', { ofStore: ['https://a.test', '*'], ofGateway: [] }, ['*']],
  ['all, where the gateway lets all in', { ofStore: undefined, ofGateway: ['*', 'https://a.test'] }, ['*']],
]

test.each(cases)('[STORE5] the pages that a bucket lets in are %s', (_what, listed, origins) => {
  expect(bucketOrigins({ ...listed, own })).toEqual(origins)
})

test('[STORE5] what the environment says is text in the rule and nothing else', () => {
  expect(bucketRules(['https://a.test/<x>&"'])).toContain(
    '<AllowedOrigin>https://a.test/&lt;x&gt;&amp;&quot;</AllowedOrigin><AllowedMethod>GET</AllowedMethod>',
  )
})
