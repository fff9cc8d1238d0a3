import { once } from 'node:events'
import http, { type IncomingMessage } from 'node:http'
import type { Socket } from 'node:net'
import type { Outside } from './outside.ts'

const MAX_HEADER_BYTES = 16_384

const plainHeaders = {
  'user-agent':
    'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/145.0.0.0 Safari/537.36 MewLinkPreview/1.0',
  accept: 'text/html,application/xhtml+xml',
  'accept-language': 'en-US,en;q=0.9',
  'accept-encoding': 'gzip, deflate, br',
  connection: 'close',
}

/** The name or address of a URL, an IPv6 address without its brackets. */
export const hostOf = (url: URL): string => url.hostname.replace(/^\[|\]$/g, '')

function open(connect: Outside['connect'], url: URL, address: string): Socket {
  const secured = url.protocol === 'https:'
  const port = url.port === '' ? (secured ? 443 : 80) : Number(url.port)
  return connect({ address, port, securedFor: secured ? hostOf(url) : undefined })
}

interface Question {
  readonly connect: Outside['connect']
  readonly url: URL
  /** Checked already. */
  readonly address: string
  readonly signal: AbortSignal
}

/** One GET over a connection of its own, without cookies, tokens or referrer. What is not read when `read` is done is lost. */
export async function askPage<Result>(
  { connect, url, address, signal }: Question,
  read: (response: IncomingMessage) => Promise<Result>,
): Promise<Result> {
  const socket = open(connect, url, address)
  const request = http.request({
    createConnection: () => socket,
    path: url.pathname + url.search,
    headers: { host: url.host, ...plainHeaders },
    maxHeaderSize: MAX_HEADER_BYTES,
    signal,
  })
  // Whoever waits for the answer hears of what goes wrong; what goes wrong afterwards is nobody's.
  for (const end of [socket, request]) end.on('error', () => undefined)
  try {
    request.end()
    const [response] = (await once(request, 'response')) as [IncomingMessage]
    return await read(response)
  } finally {
    socket.destroy()
  }
}
