import { isFileKey } from '../files/file-key.ts'
import type { S3Options } from '../files/s3-options.ts'

/** Turns what is stored, a key or an address elsewhere, into what is sent (ID-1.2). */
export interface FileAddress {
  (stored: string | null): { readonly avatarUrl?: string }
  /** What is stored of an address: the key, where it is of a file here. */
  readonly toStored: (address: string) => string
}

/** The address of a stored file, for whoever has its key. */
export const urlOf = (fileAddress: FileAddress, stored: string): string => fileAddress(stored).avatarUrl ?? ''

interface FileAddressOptions {
  /** Read at each call: the listening address is not known before the gateway listens. */
  readonly staticBase: () => string
  readonly store?: Pick<S3Options, 'webHost'> | undefined
}

/** The key in a plain address, where it is below this host and path. */
function keyBelow(
  { host, pathname }: URL,
  place: { readonly host: string; readonly path: string },
): string | undefined {
  const key = pathname.slice(place.path.length)
  return host === place.host && pathname.startsWith(place.path) && isFileKey(key) ? key : undefined
}

/** The key that an address names, where it is one of files here, however it is written. */
function ownKeyIn(address: string, { staticBase, store }: FileAddressOptions): string | undefined {
  const url = URL.parse(address)
  const base = URL.parse(staticBase())
  if (url === null || base === null || /[?#]/.test(address)) return undefined
  const own = { host: base.host, path: `${base.pathname.replace(/\/$/, '')}/static/` }
  return (store && keyBelow(url, { host: store.webHost, path: '/' })) ?? keyBelow(url, own)
}

export function createFileAddress(options: FileAddressOptions): FileAddress {
  const isAddress = (text: string): boolean => /^https?:\/\//i.test(text)
  const toStored = (text: string): string => (isAddress(text) ? (ownKeyIn(text, options) ?? text) : text)

  function addressOf(stored: string | null): { readonly avatarUrl?: string } {
    if (stored === null || stored === '') return {}
    const file = toStored(stored)
    return { avatarUrl: isAddress(file) ? file : `${options.staticBase()}/static/${file}` }
  }

  return Object.assign(addressOf, { toStored })
}

/** `MEW_STATIC_URL` without trailing slashes and without the `/static` or `/presign` a deployment may have put there. */
export function staticBaseOf(setting: string): string {
  return setting.replace(/\/+$/, '').replace(/\/(?:static|presign)$/, '')
}
