import http from 'node:http'
import { CSRF_COOKIE, CSRF_HEADER, REFRESH_COOKIE } from '#shared/protocol/cookies.ts'

export interface Answer {
  readonly status: number
  readonly headers: http.IncomingHttpHeaders
  readonly text: string
  readonly bytes: Buffer
  /** Parsed where it is JSON. */
  readonly body: unknown
  readonly setCookies: readonly string[]
}

interface Sending {
  readonly method?: string
  readonly headers?: http.OutgoingHttpHeaders
  /** Sent as JSON. */
  readonly json?: unknown
  /** Sent as it is. */
  readonly raw?: string | Buffer
}

/** One request with exactly these headers: `fetch` would not let a test set a page's own, such as Origin or Host. */
export function request(url: string, { method = 'GET', headers = {}, json, raw }: Sending = {}): Promise<Answer> {
  const body = json === undefined ? raw : JSON.stringify(json)
  const describing = {
    ...(json === undefined ? {} : { 'content-type': 'application/json' }),
    ...(body === undefined ? {} : { 'content-length': Buffer.byteLength(body) }),
  }
  return new Promise((resolve, reject) => {
    const outgoing = http.request(url, { method, agent: false, headers: { ...describing, ...headers } }, (incoming) => {
      const chunks: Buffer[] = []
      incoming.on('data', (chunk: Buffer) => chunks.push(chunk))
      incoming.on('error', reject)
      incoming.on('end', () => {
        const bytes = Buffer.concat(chunks)
        const text = bytes.toString('utf8')
        const isJson = incoming.headers['content-type']?.includes('json') === true && text !== ''
        resolve({
          status: incoming.statusCode ?? 0,
          headers: incoming.headers,
          text,
          bytes,
          body: isJson ? (JSON.parse(text) as unknown) : undefined,
          setCookies: incoming.headers['set-cookie'] ?? [],
        })
      })
    })
    outgoing.on('error', reject)
    outgoing.end(body)
  })
}

/** Keeps cookies as a browser does, and sends the CSRF header from its cookie as the app does. */
export interface Browser {
  readonly cookies: Map<string, string>
  readonly cookieHeader: () => string
  readonly send: (path: string, sending?: Sending) => Promise<Answer>
  readonly post: (path: string, json?: unknown, headers?: http.OutgoingHttpHeaders) => Promise<Answer>
  /** Another browser with the same cookies: a second tab that has not heard of the first. */
  readonly copy: () => Browser
}

export function openBrowser(base: string, cookies = new Map<string, string>()): Browser {
  function remember(answer: Answer): void {
    for (const line of answer.setCookies) {
      const [pair = ''] = line.split(';', 1)
      const name = pair.slice(0, pair.indexOf('='))
      const value = pair.slice(pair.indexOf('=') + 1)
      if (value === '') cookies.delete(name)
      else cookies.set(name, value)
    }
  }

  const cookieHeader = (): string => [...cookies].map(([name, value]) => `${name}=${value}`).join('; ')

  /** The refresh cookie goes where its path says, and nowhere else. */
  const cookiesFor = (path: string): string =>
    [...cookies]
      .filter(([name]) => name !== REFRESH_COOKIE || path.startsWith('/auth/'))
      .map(([name, value]) => `${name}=${value}`)
      .join('; ')

  async function send(path: string, sending: Sending = {}): Promise<Answer> {
    const csrf = cookies.get(CSRF_COOKIE)
    const cookie = cookiesFor(path)
    const headers = {
      ...(cookie === '' ? {} : { cookie }),
      ...(csrf === undefined ? {} : { [CSRF_HEADER]: csrf }),
      ...sending.headers,
    }
    const answer = await request(`${base}/api${path}`, { ...sending, headers })
    remember(answer)
    return answer
  }

  return {
    cookies,
    cookieHeader,
    send,
    post: (path, json, headers = {}) =>
      send(path, { method: 'POST', headers, ...(json === undefined ? {} : { json }) }),
    copy: () => openBrowser(base, new Map(cookies)),
  }
}
