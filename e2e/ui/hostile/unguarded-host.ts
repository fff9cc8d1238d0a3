import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { HostileFile } from '../../fixtures/hostile-files.ts'
import { BARE_PAGE } from './embed-files.ts'

export interface UnguardedHost extends AsyncDisposable {
  readonly url: string
}

/** What the gateway must not be: it gives out each file as the type that is asked for, and guards nothing. */
export async function startUnguardedHost(files: readonly HostileFile[]): Promise<UnguardedHost> {
  const byLabel = new Map(files.map((file) => [file.label, file.data]))

  function answer(request: IncomingMessage, response: ServerResponse): void {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://host')
    const data = pathname === '/bare' ? BARE_PAGE : byLabel.get(pathname.replace('/static/', ''))
    response.writeHead(data === undefined ? 404 : 200, { 'content-type': searchParams.get('as') ?? 'text/html' })
    response.end(data)
  }

  const server = createServer(answer)
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve)
  })
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections()
      await new Promise((resolve) => {
        server.close(resolve)
      })
    },
  }
}
