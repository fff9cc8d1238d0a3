import { CONTROL_BASE, INSPECTOR_BASE, INSPECTOR_ORIGIN } from '#shared/simulator/control-paths.ts'
import { logProblem } from '../log.ts'
import type { ControlCalls } from './control-calls.ts'

type Serve = (request: Request) => Promise<Response>

interface InspectorRoutes {
  /** The built page, below `/`. */
  readonly files: Serve
  readonly calls: Pick<ControlCalls, 'call'>
}

/** What the control API asks of a call; nothing else is carried to it. */
const carried = ['authorization', 'content-type', 'last-event-id'] as const

const refuse = (status: number): Response => new Response(status === 403 ? 'Refused' : 'Not found', { status })

async function carry(request: Request, path: string, { call }: Pick<ControlCalls, 'call'>): Promise<Response> {
  const headers = carried.flatMap((name) => {
    const value = request.headers.get(name)
    return value === null ? [] : [[name, value] as const]
  })
  const body = await request.text()
  return call({
    method: request.method,
    path,
    headers: Object.fromEntries(headers),
    ...(body === '' ? {} : { body }),
  })
}

function place(request: Request & { readonly initiatorOrigin?: string }): string | undefined {
  const { url, initiatorOrigin } = request
  if (!url.startsWith(`${INSPECTOR_ORIGIN}/`)) return undefined
  const own = initiatorOrigin === undefined || initiatorOrigin.replace(/\/$/, '') === INSPECTOR_ORIGIN
  return own ? url.slice(INSPECTOR_ORIGIN.length) : undefined
}

/** Everything under `app://inspector`: the page, and the control API by the port of the gateway's process. */
export function createInspectorRequests({ files, calls }: InspectorRoutes): Serve {
  return async (request) => {
    const path = place(request)
    if (path === undefined) return refuse(403)
    try {
      if (path.startsWith(`${CONTROL_BASE}/`)) return await carry(request, path, calls)
      if (!path.startsWith(INSPECTOR_BASE)) return refuse(404)
      return await files(new Request(INSPECTOR_ORIGIN + path.slice(INSPECTOR_BASE.length - 1)))
    } catch (error) {
      logProblem('a request of the inspector could not be answered', error)
      return new Response(JSON.stringify({ message: 'The gateway does not answer' }), { status: 503 })
    }
  }
}
