import { APP_ORIGIN } from '../realtime/origins.ts'

interface Pages {
  /** S3_CORS_ORIGINS; undefined where it is not set. */
  readonly ofStore: readonly string[] | undefined
  /** MEW_CORS_ORIGINS; undefined where it is not set. */
  readonly ofGateway: readonly string[] | undefined
  /** Addresses that the gateway's own pages are at: another origin than the store's. */
  readonly own: readonly string[]
}

/** With any port, as a store reads it: one star at most. */
const loopback = ['http://localhost:*', 'http://127.0.0.1:*', APP_ORIGIN]

/** Origins of pages that may send files straight to the store and read them there (MB-5.2, ID-2). */
export function bucketOrigins({ ofStore, ofGateway, own }: Pages): readonly string[] {
  const listed = ofStore ?? ofGateway ?? loopback
  if (listed.includes('*')) return ['*']
  // A list of the store's own is the whole of it.
  const all =
    ofStore === undefined ? [...listed, ...own.flatMap((address) => URL.parse(address)?.origin ?? [])] : listed
  return [...new Set(all)]
}

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')

const element = (name: string, value: string): string => `<${name}>${escaped(value)}</${name}>`

/** The rule by which a bucket lets those pages in. */
export function bucketRules(origins: readonly string[]): string {
  const entries = [
    ...origins.map((origin) => element('AllowedOrigin', origin)),
    ...['GET', 'HEAD', 'PUT'].map((method) => element('AllowedMethod', method)),
    element('AllowedHeader', '*'),
    ...['Content-Length', 'ETag'].map((header) => element('ExposeHeader', header)),
    element('MaxAgeSeconds', '86400'),
  ]
  return `<CORSConfiguration xmlns="http://s3.amazonaws.com/doc/2006-03-01/"><CORSRule>${entries.join('')}</CORSRule></CORSConfiguration>`
}
