/** A checked address of the relay: it can lead nowhere but to its account's gateway. */
export interface RelayPath {
  readonly account: string
  /** As the page wrote it, escapes included. */
  readonly path: string
  readonly search: string
  /** Files may be asked for by the page's own elements, which send no header of ours. */
  readonly isFile: boolean
}

const shape = /^app:\/\/bundle\/~gateway\/([a-z0-9-]{1,40})(\/[^?#]*)(\?[^#]*)?(?:#.*)?$/
const plainCharacters = /^[\w\-.~!$&'()*+,;=:@%/]+$/
const unfinishedEscape = /%(?![0-9a-f]{2})/i
/** Escapes that some server or proxy reads as structure: control characters, `.`, `/` and `\`. */
const structuralEscape = /%(?:[01][0-9a-f]|7f|2e|2f|5c)/i
const structure = /\/\/|\/\.{1,2}(?:\/|$)|\\|\p{Cc}/u
const rooms = /^\/(?:api|socket\.io|static|uploads)(?:\/|$)/
/** Sessions belong to main: the page never reaches what makes or ends them. */
const sessionRoutes = /^\/api\/auth(?:[^a-z0-9-]|$)/

/** As lenient as any server could read it: escapes undone until none are left, lower case, single slashes. */
function asLenientServer(path: string): string | undefined {
  let text = path
  try {
    for (let round = 0; round < 4 && /%[0-9a-f]{2}/i.test(text); round += 1) text = decodeURIComponent(text)
  } catch {
    return undefined
  }
  return text.toLowerCase()
}

function isSafe(path: string): boolean {
  if (!plainCharacters.test(path) || unfinishedEscape.test(path) || structuralEscape.test(path)) return false
  const read = asLenientServer(path)
  return read !== undefined && !structure.test(path) && !structure.test(read) && isOurs(path, read)
}

const isOurs = (path: string, read: string): boolean =>
  rooms.test(path) && rooms.test(read) && !sessionRoutes.test(read)

/** Undefined for anything that is not plainly a path of a gateway. Tested on the raw text: parsers disagree on the rest. */
export function readRelayPath(url: string): RelayPath | undefined {
  const [, account, path, search = ''] = shape.exec(url) ?? []
  if (account === undefined || path === undefined || !isSafe(path)) return undefined
  return { account, path, search, isFile: /^\/(?:static|uploads)\//.test(path) }
}

/** The address at the gateway, or undefined where building it changed its origin or its path. */
export function gatewayAddress(gateway: string, { path, search }: RelayPath): string | undefined {
  const url = URL.parse(`${gateway}${path}${search}`)
  return url !== null && url.origin === gateway && url.pathname === path ? url.href : undefined
}
