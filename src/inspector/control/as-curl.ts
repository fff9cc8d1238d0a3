import { CONTROL_BASE } from '#shared/simulator/control-paths.ts'
import type { Row } from '../journal/rows.ts'

/** Inside single quotes a shell reads everything as it stands, but for the quote itself. */
const quoted = (text: string): string => `'${text.replaceAll("'", String.raw`'\''`)}'`

interface Call {
  readonly method: string
  readonly url: string
  /** In double quotes: a variable of the shell stays one. */
  readonly authorization: string
  readonly body?: unknown
}

function curl({ method, url, authorization, body }: Call): string {
  const parts = [
    `curl${method === 'GET' ? '' : ` -X ${method}`} ${quoted(url)}`,
    `-H "Authorization: Bearer ${authorization}"`,
    ...(body === undefined
      ? []
      : [`-H 'Content-Type: application/json'`, `--data-raw ${quoted(JSON.stringify(body))}`]),
  ]
  return parts.join(` \\\n  `)
}

export interface CurlOptions {
  /** Of the gateway that clients use. */
  readonly gateway: string
  /** Where the control API answers, and below which tenant. */
  readonly control: string
  readonly below: string
  /** The control API's token, where somebody wants it in the text. */
  readonly token?: string
}

/** A request of the protocol, by whoever's token is in `MEW_TOKEN`. */
function protocolCall({ step, answer }: Row, { gateway }: CurlOptions): Call | undefined {
  if (step.kind !== 'request' && step.kind !== 'answer') return undefined
  const body = (step.kind === 'answer' ? step : answer)?.sent
  const url = gateway + step.path
  return {
    method: step.method,
    url,
    authorization: '$MEW_TOKEN',
    ...(body === undefined || body === null ? {} : { body }),
  }
}

/** The same by the control API: a request as the same person, or the step itself out of the journal. */
function controlCall(row: Row, { control, below, token }: CurlOptions): Call {
  const base = control + CONTROL_BASE + below
  const authorization = token ?? '$MEW_CONTROL_TOKEN'
  const { step, answer } = row
  const asked = step.kind === 'answer' ? step : answer
  if (asked?.user === undefined || !asked.path.startsWith('/api/')) {
    return { method: 'GET', url: `${base}/events?from=${step.cursor}&limit=1`, authorization }
  }
  const { user, method, path, sent } = asked
  const body = {
    user,
    method,
    path: path.slice('/api'.length),
    ...(sent === undefined || sent === null ? {} : { body: sent }),
  }
  return { method: 'POST', url: `${base}/commands`, authorization, body }
}

/** A row as a command line: its request again, and of what was none the step. No secret stands in it unless one is given. */
export function asCurl(row: Row, options: CurlOptions): string {
  return curl(protocolCall(row, options) ?? controlCall(row, options))
}

export const asControlCurl = (row: Row, options: CurlOptions): string => curl(controlCall(row, options))
