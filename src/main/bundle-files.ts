import { createReadStream } from 'node:fs'
import { realpath, stat } from 'node:fs/promises'
import path from 'node:path'
import { Readable } from 'node:stream'

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.webp': 'image/webp',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.wasm': 'application/wasm',
  '.mp3': 'audio/mpeg',
  '.ogg': 'audio/ogg',
  '.txt': 'text/plain; charset=utf-8',
}

const commonHeaders = {
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-resource-policy': 'same-origin',
  'cross-origin-opener-policy': 'same-origin',
} as const

interface BundleFilesOptions {
  readonly root: string
  /** The policy for a page that is about to be loaded. It may have to wait for what the page needs. */
  readonly pagePolicy: () => Promise<string>
}

const notFound = (): Response => new Response('Not found', { status: 404, headers: commonHeaders })

function decode(pathname: string): string | undefined {
  try {
    const text = decodeURIComponent(pathname)
    return text.includes('\0') ? undefined : text
  } catch {
    // Nothing in the bundle is called that.
    return undefined
  }
}

/** Links are resolved before the check: a path is inside only where it really leads inside. */
async function fileInside(root: string, wanted: string): Promise<string | undefined> {
  try {
    const [realRoot, file] = await Promise.all([realpath(root), realpath(path.join(root, wanted))])
    const isInside = file.startsWith(realRoot + path.sep) && (await stat(file)).isFile()
    return isInside ? file : undefined
  } catch {
    // There is no such file.
    return undefined
  }
}

async function sendFile(file: string, extra: Readonly<Record<string, string>>): Promise<Response> {
  const { size } = await stat(file)
  // Node's and the DOM's types of the same stream do not know each other.
  const body = Readable.toWeb(createReadStream(file)) as ReadableStream<Uint8Array>
  const type = types[path.extname(file).toLowerCase()] ?? 'application/octet-stream'
  return new Response(body, {
    headers: { ...commonHeaders, 'content-type': type, 'content-length': String(size), ...extra },
  })
}

/**
 * An address of the app itself, such as `/servers/…`, is served by the page. A person's name may end like a file's, so
 * a missing file outside the assets is an address where a page was asked for.
 */
function isPageAddress(pathname: string, accept: string | null): boolean {
  if (/^\/(?:assets\/|~)/.test(pathname)) return false
  return path.extname(pathname) === '' || accept?.includes('text/html') === true
}

/** The built page and its assets. */
export function createBundleFiles({ root, pagePolicy }: BundleFilesOptions): (request: Request) => Promise<Response> {
  async function sendPage(): Promise<Response> {
    const page = await fileInside(root, 'index.html')
    if (page === undefined) return notFound()
    return sendFile(page, { 'content-security-policy': await pagePolicy(), 'cache-control': 'no-store' })
  }

  return async (request) => {
    const pathname = decode(new URL(request.url).pathname)
    if (pathname === undefined || !['GET', 'HEAD'].includes(request.method)) return notFound()
    const file = await fileInside(root, pathname)
    if (file !== undefined && path.basename(file) !== 'index.html') return sendFile(file, {})
    return file !== undefined || isPageAddress(pathname, request.headers.get('accept')) ? sendPage() : notFound()
  }
}
