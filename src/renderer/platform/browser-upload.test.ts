import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { exampleAccount } from '../fixtures/held-platform.ts'
import { createBrowserGatewayLink } from './browser-gateway-link.ts'
import { createBrowserSessions } from './browser-sessions.ts'
import { uploadByPage } from './browser-upload.ts'
import type { Sessions } from './sessions.ts'

/** The part of the browser's request that an upload needs, answered by the test. */
class HeldXhr extends EventTarget {
  readonly upload = new EventTarget()
  status = 0
  responseText = ''
  line = ''
  form: FormData | undefined
  headers: Readonly<Record<string, string>> = {}
  open(method: string, path: string): void {
    this.line = `${method} ${path}`
  }
  send(form: FormData): void {
    this.form = form
  }
  getResponseHeader(name: string): string | null {
    return this.headers[name] ?? null
  }
  abort(): void {
    this.end('abort')
  }
  progress(loaded: number): void {
    this.upload.dispatchEvent(Object.assign(new Event('progress'), { loaded }))
  }
  answer(status: number, text = '', headers: Readonly<Record<string, string>> = {}): void {
    Object.assign(this, { status, responseText: text, headers })
    this.end('load')
  }
  end(name: 'load' | 'error' | 'abort'): void {
    this.dispatchEvent(new Event(name))
    this.dispatchEvent(new Event('loadend'))
  }
}

let requests: HeldXhr[] = []

beforeEach(() => {
  requests = []
  vi.stubGlobal(
    'XMLHttpRequest',
    class extends HeldXhr {
      constructor() {
        super()
        requests.push(this)
      }
    },
  )
})
afterEach(() => {
  vi.unstubAllGlobals()
})

const form = new FormData()
const quiet = { onProgress: () => undefined, signal: new AbortController().signal }

test('a form goes out with its counts, and its answer comes back with what matters of its head', async () => {
  const counts: number[] = []
  const answered = uploadByPage('/api/x', form, { ...quiet, onProgress: (sent) => counts.push(sent) })
  const [request] = requests
  expect([request?.line, request?.form]).toEqual(['POST /api/x', form])
  request?.progress(10)
  request?.progress(500)
  request?.answer(413, '{"message":"file is too large"}', { 'content-type': 'application/json', 'x-other': 'y' })
  const response = await answered
  expect([response.status, [...response.headers], await response.json()]).toEqual([
    413,
    [['content-type', 'application/json']],
    { message: 'file is too large' },
  ])
  expect(counts).toEqual([10, 500])
})

test('a signal ends it; one that came before it keeps it from beginning', async () => {
  const controller = new AbortController()
  const options = { ...quiet, signal: controller.signal }
  const answered = uploadByPage('/api/x', form, options)
  controller.abort()
  await expect(answered).rejects.toThrow(TypeError)
  await expect(uploadByPage('/api/x', form, options)).rejects.toThrow(TypeError)
  expect(requests.map((request) => request.form)).toEqual([form, undefined])
})

test('a connection that breaks is no answer', async () => {
  const answered = uploadByPage('/api/x', form, quiet)
  requests[0]?.end('error')
  await expect(answered).rejects.toThrow(TypeError)
})

test('refused for its token, it goes up once more with a new one, and only once', async () => {
  const renew = vi.fn<Sessions['renew']>(() => Promise.resolve('renewed'))
  const link = createBrowserGatewayLink({ ...createBrowserSessions(), renew }, exampleAccount('page'))
  const answered = link.upload('/api/x', form, quiet)
  requests[0]?.answer(401)
  await vi.waitFor(() => {
    expect(requests).toHaveLength(2)
  })
  requests[1]?.answer(401)
  expect((await answered).status).toBe(401)
  expect(renew).toHaveBeenCalledTimes(1)
})
