import { expect, test } from 'vitest'
import { processRoutes, simulationRoutes } from './control-routes.ts'
import { clockBody, eventsQuery, stepFilter, streamQuery, waitBody } from './control.ts'
import { CONTROL_BASE, INSPECTOR_BASE } from './control-paths.ts'

test('the API and the inspector stand where no path of the protocol is', () => {
  expect([CONTROL_BASE, INSPECTOR_BASE].every((base) => base.startsWith('/__mew/'))).toBe(true)
})

test('numbers of a query come as text, and nothing that is no number passes for one', () => {
  expect(eventsQuery.parse({ from: '12', limit: '5', cause: '3' })).toEqual({ from: 12, limit: 5, cause: 3 })
  expect(streamQuery.safeParse({ from: '-1' }).success).toBe(false)
  expect(streamQuery.safeParse({ from: '1e3' }).success).toBe(false)
})

test('fields that nobody knows are refused, in queries and in bodies', () => {
  expect(eventsQuery.safeParse({ userr: 'alice' }).success).toBe(false)
  expect(stepFilter.safeParse({ cause: 3, kind: 'emit' }).success).toBe(true)
  expect(waitBody.safeParse({ match: { kindd: 'emit' } }).success).toBe(false)
})

test('a clock is moved ahead by a number, and only ahead', () => {
  expect(clockBody.safeParse({ action: 'advance', ms: 1000 }).success).toBe(true)
  expect(clockBody.safeParse({ action: 'advance' }).success).toBe(false)
  expect(clockBody.safeParse({ action: 'advance', ms: -1 }).success).toBe(false)
  expect(clockBody.safeParse({ action: 'pause', ms: 1 }).success).toBe(false)
})

test('every route is named by a method and a path, and only a code opens a door without a token', () => {
  const routes = Object.entries({ ...simulationRoutes, ...processRoutes })
  expect(routes.filter(([name]) => !/^(?:GET|POST|PATCH|DELETE) \/[\w/:.]+$/.test(name))).toEqual([])
  expect(routes.flatMap(([name, route]) => ('access' in route ? [name] : []))).toEqual(['POST /session'])
})
