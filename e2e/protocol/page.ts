import { connectSocket, type SocketClient } from '#gateway/simulator/testing/socket-client.ts'
import { openBrowser, type Answer } from './web-client.ts'

/** A page of some address in a browser: its cookies go along by themselves, and the browser says whose page it is. */
export interface Page {
  readonly cookies: Map<string, string>
  readonly send: (method: string, path: string, json?: unknown) => Promise<Answer>
  readonly connect: (transports: readonly ('websocket' | 'polling')[]) => SocketClient
}

/** `reached` is where the bytes go, `origin` the address in the browser's bar. They differ where a name leads here. */
export function openPage(reached: string, origin: string): Page {
  const browser = openBrowser(reached)
  const { host } = new URL(origin)
  return {
    cookies: browser.cookies,
    send: (method, path, json) => {
      const reads = method === 'GET'
      // Reads of the own page carry no Origin.
      const headers = { host, 'sec-fetch-site': 'same-origin', ...(reads ? {} : { origin }) }
      return browser.send(path, { method, headers, ...(json === undefined ? {} : { json }) })
    },
    connect: (transports) =>
      connectSocket(reached, {
        transports: [...transports],
        extraHeaders: { host, origin, cookie: browser.cookieHeader(), 'sec-fetch-site': 'same-origin' },
      }),
  }
}
