import { expect, test } from 'vitest'
import type { ControlCall } from './control-calls.ts'
import { createInspectorRequests } from './inspector-requests.ts'

function makeBench() {
  const called: ControlCall[] = []
  const serve = createInspectorRequests({
    files: ({ url }) => Promise.resolve(new Response(`file ${url}`)),
    calls: {
      call: (call) => {
        called.push(call)
        return call.path.endsWith('/gone') ? Promise.reject(new Error('gone')) : Promise.resolve(new Response('{}'))
      },
    },
  })
  const ask = async (url: string, init: RequestInit = {}, initiatorOrigin?: string): Promise<[number, string]> => {
    const request = Object.assign(new Request(url, init), { initiatorOrigin })
    const response = await serve(request)
    return [response.status, await response.text()]
  }
  return { called, ask }
}

test('[INSIDE3] calls are carried with their token and nothing else of theirs', async () => {
  const { called, ask } = makeBench()
  const headers = {
    authorization: 'Bearer t',
    'content-type': 'application/json',
    cookie: 'a=b',
    host: 'evil',
    origin: 'x',
  }
  const init = { method: 'POST', headers, body: '{"a":1}' }
  expect(await ask('app://inspector/__mew/v1/faults?x=1', init, 'app://inspector')).toEqual([200, '{}'])
  expect(called).toEqual([
    {
      method: 'POST',
      path: '/__mew/v1/faults?x=1',
      headers: { authorization: 'Bearer t', 'content-type': 'application/json' },
      body: '{"a":1}',
    },
  ])
  expect(await ask('app://inspector/__mew/v1/gone')).toEqual([503, '{"message":"The gateway does not answer"}'])
})

test('[INSIDE3] pages are the inspector’s own, and no other page asks anything', async () => {
  const { called, ask } = makeBench()
  expect(await ask('app://inspector/__mew/inspector/?1')).toEqual([200, 'file app://inspector/?1'])
  expect(await ask('app://inspector/__mew/inspector/assets/a.js')).toEqual([200, 'file app://inspector/assets/a.js'])
  expect((await ask('app://inspector/elsewhere'))[0]).toBe(404)
  for (const [url, from] of [
    ['app://inspector/__mew/v1/state', 'app://bundle'],
    ['app://inspector/__mew/v1/state', 'null'],
    ['app://inspector/__mew/v1/state', 'https://evil.example'],
    ['app://bundle/__mew/v1/state', undefined],
    ['app://inspector.evil/__mew/v1/state', undefined],
  ] as const) {
    expect([url, (await ask(url, {}, from))[0]]).toEqual([url, 403])
  }
  expect(called).toEqual([])
})
