import { randomBytes } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

export interface AuthRequest {
  readonly path: string
  readonly cookies: Readonly<Record<string, string>>
  readonly headers: IncomingMessage['headers']
}

type Turn = 'normal' | 'lose' | 'lose-unheard' | 'busy' | 'proxy-page' | 'break-body'

interface AuthServerOptions {
  capabilities: object | undefined
  /** What it answers where it has none. */
  capabilitiesRefusal: number
  bindsCsrf: boolean
  readonly lifetimeSeconds: number
  userId: string
  /** Every access token is this one, as of a gateway that signs twice within a second. */
  fixedAccess: string | undefined
}

/** For tests: a server that knows sessions, with rotation, and does to a refresh what it is told beforehand. */
export interface AuthServer extends AsyncDisposable {
  readonly url: string
  readonly requests: readonly AuthRequest[]
  readonly refreshes: () => readonly AuthRequest[]
  /** What happens to the next refreshes, in this order; `normal` afterwards. */
  readonly plan: (...turns: readonly Turn[]) => void
  readonly options: AuthServerOptions
  readonly isValid: (accessToken: string) => boolean
  readonly revokeAll: () => void
  readonly listenAgain: () => Promise<void>
  readonly goAway: () => Promise<void>
}

interface Issued {
  readonly access: string
  readonly refresh: string
}

interface TokenBook {
  readonly issue: (refresh?: string) => Issued
  /** Undefined where the token was used before: all of the user's sessions end. */
  readonly exchange: (held: string, retryId: unknown) => Issued | undefined
  readonly isValid: (access: string) => boolean
  readonly revokeAll: () => void
}

const encode = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url')
const newSecret = (): string => randomBytes(48).toString('base64url')

function createTokenBook(options: AuthServerOptions): TokenBook {
  const { lifetimeSeconds } = options
  const refreshTokens = new Set<string>()
  const accessTokens = new Set<string>()
  const retries = new Map<string, string>()

  function issue(refresh = newSecret()): Issued {
    const iat = Math.floor(Date.now() / 1000)
    const access =
      options.fixedAccess ?? `${encode({ alg: 'none' })}.${encode({ iat, exp: iat + lifetimeSeconds })}.${newSecret()}`
    refreshTokens.add(refresh)
    accessTokens.add(access)
    return { access, refresh }
  }

  return {
    issue,
    exchange: (held, retryId) => {
      const retry = `${String(retryId)} ${held}`
      const again = retryId === undefined ? undefined : retries.get(retry)
      if (again === undefined && !refreshTokens.delete(held)) {
        refreshTokens.clear()
        return undefined
      }
      const issued = issue(again)
      if (retryId !== undefined) retries.set(retry, issued.refresh)
      return issued
    },
    isValid: (access) => accessTokens.has(access),
    revokeAll: () => {
      refreshTokens.clear()
    },
  }
}

function cookiesOf(header: string | undefined): Record<string, string> {
  const pairs = (header ?? '').split('; ').map((pair) => pair.split('=', 2) as [string, string])
  return Object.fromEntries(pairs.filter(([name]) => name !== ''))
}

function refuse(response: ServerResponse, status: number, message: string): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify({ message }))
}

function grant(response: ServerResponse, { access, refresh }: Issued, user: { id: string; breaksOff?: boolean }): void {
  const expires = 'Expires=Thu, 01 Jan 2099 00:00:00 GMT'
  response.setHeader('set-cookie', [
    `mew_access_token=${access}; Path=/; ${expires}`,
    `mew_refresh_token=${refresh}; Path=/api/auth; ${expires}`,
  ])
  const body = JSON.stringify({ user: { _id: user.id, username: 'alice' }, token: access })
  if (user.breaksOff !== true) {
    response.end(body)
    return
  }
  response.setHeader('content-length', body.length)
  response.write(body.slice(0, 10), () => response.destroy())
}

type Serve = (request: AuthRequest, response: ServerResponse) => void

const misdeeds: Partial<Record<Turn, (response: ServerResponse) => void>> = {
  'lose-unheard': (response) => {
    response.destroy()
  },
  busy: (response) => {
    refuse(response, 503, 'busy')
  },
  'proxy-page': (response) => {
    response.writeHead(401, { 'content-type': 'text/html' }).end('<h1>Log in</h1>')
  },
}

function createRefresh(book: TokenBook, options: AuthServerOptions, nextTurn: () => Turn): Serve {
  return ({ cookies, headers }, response) => {
    const turn = nextTurn()
    const misdeed = misdeeds[turn]
    if (misdeed !== undefined) {
      misdeed(response)
      return
    }
    const issued = book.exchange(cookies['mew_refresh_token'] ?? '', headers['x-mew-refresh-id'])
    if (issued === undefined) refuse(response, 401, 'Unauthorized: Invalid refresh token')
    else if (turn === 'lose') response.destroy()
    else grant(response, issued, { id: options.userId, breaksOff: turn === 'break-body' })
  }
}

function createServe(book: TokenBook, options: AuthServerOptions, refresh: Serve): Serve {
  const boundCsrf = newSecret()

  function isBehindCsrf({ headers, cookies }: AuthRequest): boolean {
    const sent = headers['x-mew-csrf-token']
    return sent !== undefined && sent === cookies['mew_csrf_token'] && (!options.bindsCsrf || sent === boundCsrf)
  }

  const open: Readonly<Record<string, Serve>> = {
    '/api/capabilities': (_request, response) => {
      if (options.capabilities === undefined) refuse(response, options.capabilitiesRefusal, 'Not found')
      else response.end(JSON.stringify(options.capabilities))
    },
    '/api/auth/csrf': (_request, response) => {
      response.writeHead(204, { 'set-cookie': `mew_csrf_token=${boundCsrf}; Path=/` }).end()
    },
  }
  const guarded: Readonly<Record<string, Serve>> = {
    '/api/auth/refresh': refresh,
    '/api/auth/login': (_request, response) => {
      grant(response, book.issue(), { id: options.userId })
    },
    '/api/auth/register': (_request, response) => {
      refuse(response, 403, 'User registration is disabled.')
    },
    '/api/auth/logout': (_request, response) => {
      response.writeHead(204).end()
    },
  }
  return (request, response) => {
    const route = open[request.path] ?? guarded[request.path]
    if (route === undefined) refuse(response, 404, 'Not found')
    else if (request.path in guarded && !isBehindCsrf(request)) {
      refuse(response, 403, 'Forbidden: CSRF token missing or invalid')
    } else route(request, response)
  }
}

export async function startAuthServer(): Promise<AuthServer> {
  const options: AuthServerOptions = {
    capabilities: undefined,
    capabilitiesRefusal: 404,
    bindsCsrf: false,
    lifetimeSeconds: 1800,
    userId: 'u1',
    fixedAccess: undefined,
  }
  const requests: AuthRequest[] = []
  let turns: Turn[] = []
  const book = createTokenBook(options)
  const serve = createServe(
    book,
    options,
    createRefresh(book, options, () => turns.shift() ?? 'normal'),
  )

  const server = createServer((incoming, response) => {
    const { url = '', headers } = incoming
    const request = { path: url, headers, cookies: cookiesOf(headers.cookie) }
    requests.push(request)
    incoming.resume().on('end', () => {
      serve(request, response)
    })
  })
  const listen = (port: number): Promise<void> =>
    new Promise((resolve) => {
      server.listen(port, '127.0.0.1', resolve)
    })
  await listen(0)
  const { port } = server.address() as AddressInfo
  const goAway = async (): Promise<void> => {
    server.closeAllConnections()
    await new Promise((resolve) => {
      server.close(resolve)
    })
  }

  return {
    url: `http://127.0.0.1:${port}`,
    requests,
    refreshes: () => requests.filter(({ path }) => path === '/api/auth/refresh'),
    plan: (...next) => {
      turns = [...next]
    },
    options,
    isValid: book.isValid,
    revokeAll: book.revokeAll,
    listenAgain: () => listen(port),
    goAway,
    [Symbol.asyncDispose]: goAway,
  }
}
