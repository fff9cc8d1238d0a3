import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import * as z from 'zod/mini'
import { describedRoutes } from '#gateway/documentation/described-routes.ts'
import { statusOf, type RouteDescription } from '#gateway/documentation/route-description.ts'
import { startTestGateway } from '../fixtures/test-gateway.ts'
import { knock } from './doors/asking.ts'
import { collectRoutes, nameOf, type Route } from './doors/collect-routes.ts'
import { doors } from './doors/doors.ts'
import { openHouse, type House } from './doors/things.ts'
import { request, type Answer } from './web-client.ts'

const routes = await collectRoutes()
const described = new Map<string, RouteDescription>(
  Object.values(describedRoutes).flatMap((ofNoun) => Object.entries(ofNoun)),
)

test('[DOCS1] every route is described in src/gateway/documentation, and no other', () => {
  expect([...described.keys()].toSorted()).toEqual(routes.map(nameOf).toSorted())
})

test('[DOCS1] those that need no token say so, and only those', () => {
  const withoutToken = [...described].filter(([, { access }]) => access !== undefined).map(([name]) => name)
  const open = routes.filter((route) => route.open).map(nameOf)
  expect(withoutToken.toSorted()).toEqual(open.toSorted())
})

/** What was answered that is not as it is described. */
function faultsOf(description: RouteDescription, { status, body, headers }: Answer): unknown[] {
  if (status !== statusOf(description)) return [`the status is ${status}`]
  const { answer = [''] } = description
  if (answer instanceof z.ZodMiniType) return answer.safeParse(body).error?.issues ?? []
  const type = headers['content-type'] ?? ''
  return answer.some((each) => type.startsWith(each.replace(/\*.*/, ''))) ? [] : [`the type is ${type}`]
}

/** What a route answers whoever may pass; of nobody's business where it is refused. */
async function answerOf({ home, open, botToken }: House, route: Route): Promise<Answer | undefined> {
  const door = doors[nameOf(route)]
  if (door === undefined) return undefined
  const token = door.passes === 'itself' ? botToken : await home.tokenOf('vera')
  const things = { ...open, user: home.idOf('mark') }
  const headers = { authorization: `Bearer ${token}` }
  const answer = await knock({ url: home.url, route, door, things, headers })
  return answer.status < 400 ? answer : undefined
}

test('[DOCS1] what is answered is what is described', { timeout: 120_000 }, async () => {
  const faults: unknown[] = []
  let answered = 0
  await using shared = await openHouse()
  for (const route of routes) {
    // What is deleted is missing from then on: that happens in a house of its own.
    await using own = route.method === 'DELETE' ? await openHouse() : undefined
    const answer = await answerOf(own ?? shared, route)
    const description = described.get(nameOf(route))
    if (answer === undefined || description === undefined) continue
    answered += 1
    faults.push(...faultsOf(description, answer).map((fault) => [nameOf(route), fault]))
  }
  expect(faults).toEqual([])
  expect(answered).toBeGreaterThan(routes.length * 0.7)
})

test('[DOCS2] the description is there for anybody, as a page on which nothing runs and as OpenAPI', async () => {
  await using home = await startTestGateway()
  const page = await request(`${home.url}/api/docs`)
  expect([page.status, page.headers['content-type']]).toEqual([200, 'text/html; charset=utf-8'])
  const [, style = ''] = /<style>([^<]*)<\/style>/.exec(page.text) ?? []
  const hash = createHash('sha256').update(style).digest('base64')
  expect(page.headers['content-security-policy']).toBe(
    `default-src 'none'; style-src 'sha256-${hash}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`,
  )
  expect(page.text).not.toMatch(/<script|\son\w+=|style=/i)
  for (const name of described.keys()) expect(page.text).toContain(name.split(' ')[1]?.replaceAll(/:(\w+)/g, '{$1}'))

  const document = await request(`${home.url}/api/docs/json`)
  expect(document.body).toMatchObject({ openapi: '3.1.0' })
  expect(Object.keys((document.body as { paths: object }).paths)).toContain('/api/servers/{serverId}/roles/{roleId}')
})

test('[DOCS2] in production it is not there', async () => {
  const environment = { NODE_ENV: 'production', JWT_SECRET: 'a secret of our own', MEW_ADMIN_SECRET: 'and another' }
  await using home = await startTestGateway({ environment })
  for (const path of ['/api/docs', '/api/docs/json']) {
    const answer = await request(home.url + path)
    expect([answer.status, answer.body]).toEqual([404, { message: `Not found: GET ${path}` }])
  }
})
