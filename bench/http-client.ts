import http, { type IncomingMessage } from 'node:http'
import { once } from 'node:events'
import { text } from 'node:stream/consumers'

interface Answer {
  readonly status: number
  readonly body: string
  /** From the first byte sent to the last one read. */
  readonly ms: number
}

/** One kept connection and as little as possible around it, so that what is measured is the server. */
export interface HttpClient extends Disposable {
  readonly get: (path: string) => Promise<Answer>
  readonly post: (path: string, body: object) => Promise<Answer>
}

export function createHttpClient(url: string, token: string): HttpClient {
  const agent = new http.Agent({ keepAlive: true, maxSockets: 1 })
  const authorization = `Bearer ${token}`

  async function ask(method: string, path: string, body?: string): Promise<Answer> {
    const began = performance.now()
    const length = body === undefined ? {} : { 'content-type': 'application/json', 'content-length': body.length }
    const request = http.request(url + path, { agent, method, headers: { authorization, ...length } })
    request.end(body)
    const [response] = (await once(request, 'response')) as [IncomingMessage]
    const answer = await text(response)
    return { status: response.statusCode ?? 0, body: answer, ms: performance.now() - began }
  }

  return {
    get: (path) => ask('GET', path),
    post: (path, body) => ask('POST', path, JSON.stringify(body)),
    [Symbol.dispose]: () => {
      agent.destroy()
    },
  }
}
